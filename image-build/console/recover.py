"""The recovery entry of the boot menu: nothing of ours runs, and a person chooses what is to be done."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import machine
import sticks
from screen import Screen

RESTORE = Path("/opt/ekinerja/kini/scripts/restore")
SETTINGS = Path("/etc/ekinerja/ekinerja.env")

MENU = """
  E-KINERJA - pemulihan. Layanan tidak berjalan; data belum disentuh.

  1  Kembalikan data dari cadangan
  2  Periksa disk data
  3  Mulai lagi seperti biasa
  4  Matikan
"""


def recover(screen: Screen) -> None:
    screen.clear()
    while True:
        screen.say(MENU)
        for reason in machine.faults():
            screen.say(f"  Perhatian: {reason}")
        match screen.ask("  Pilih 1 sampai 4, lalu Enter: "):
            case "1":
                restore(screen)
            case "2":
                check_disk(screen)
            case "3":
                subprocess.run(["systemctl", "reboot"], check=False)
                return
            case "4":
                subprocess.run(["systemctl", "poweroff"], check=False)
                return
            case other:
                screen.say(f"  {other or 'Kosong'}: bukan pilihan.")


def restore(screen: Screen) -> None:
    """scripts/restore talks to the person itself; it never destroys what stood there before."""
    if not RESTORE.exists():
        screen.say("  Program pemulihan belum ada di versi ini.")
        return
    screen.ask("  Pasang disk cadangan dan siapkan kode pemulihan, lalu tekan Enter. ")
    screen.say("  Mencari disk cadangan...")
    place = sticks.mount_backup()
    if place is None:
        screen.say("  Tidak ada disk cadangan yang terlihat. Periksa kabelnya, lalu pilih 1 lagi.")
        return
    done = screen.run([str(RESTORE), str(place)], environment())
    sticks.let_go()
    if done == 0:
        screen.say("  Selesai. Pilih 3 untuk mulai lagi.")
    else:
        screen.say("  Belum dipulihkan; data yang ada tidak diubah. Baca pesan di atas, lalu coba lagi.")


def environment() -> dict[str, str]:
    """On a box that was never set up nobody has said yet where the data lie."""
    return {**os.environ, "LANG": "C.UTF-8", **({} if SETTINGS.exists() else {"EKINERJA_DATA": machine.DATA})}


def check_disk(screen: Screen) -> None:
    """Unmounted, mended where e2fsck can, mounted again."""
    subprocess.run(["umount", machine.DATA], check=False, capture_output=True)
    done = subprocess.run(
        ["e2fsck", "-f", "-p", "/dev/disk/by-label/EKIN-DATA"], capture_output=True, text=True, check=False
    )
    subprocess.run(["mount", machine.DATA], check=False, capture_output=True)
    screen.say("  " + done.stdout.strip().replace("\n", "\n  "))
    if done.returncode < 2:
        screen.say("  Disk data baik.")
    elif done.returncode < 4:
        screen.say("  Ada yang diperbaiki. Pilih 3 untuk mulai lagi.")
    else:
        screen.say("  Disk data rusak dan tidak dapat diperbaiki sendiri. Kembalikan data dari cadangan ke disk lain.")
