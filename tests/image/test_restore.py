"""A box that burned down: its backup, a fresh disk, the recovery entry of the boot menu, and the same records again."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.image import disks
from tests.image.conftest import ANSWERS
from tests.image.guest import Guest, new_disk, running, stick
from tests.image.test_power_cut import ekinerja, regency

pytestmark = pytest.mark.long


def backup_disk(data: Path, path: Path) -> str:
    """A disk with one backup of `data`; gives the recovery code."""
    folder = path.with_suffix(".isi")
    folder.mkdir()
    said = ekinerja(data, "cadangan", "siapkan", str(folder))
    ekinerja(data, "backup", str(folder))
    subprocess.run(["truncate", "-s", "256M", path], check=True)
    subprocess.run(["mke2fs", "-q", "-F", "-t", "ext4", "-L", "CADANGAN", "-d", folder, path], check=True)
    code = re.search(r"\b(?:[0-9A-Z]{5}[- ]){5}[0-9A-Z]{5}\b", said)
    assert code, said
    return code[0]


def trail(data: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "ekinerja.db") as db:
        return db.execute("SELECT id, hash FROM jejak ORDER BY id").fetchall()


def recover(guest: Guest, backup: Path, code: str) -> None:
    """From the boot menu to a box that is off again: at first without the disk, which is said, then with it."""
    folder = guest.folder
    guest.choose("Pemulihan: kembalikan", 1, folder / "menu-uefi.png")
    guest.wait_for("Pilih 1 sampai 4", 3600)
    guest.picture(folder / "pemulihan.png")
    guest.write_line("1")
    guest.wait_for("lalu tekan Enter")
    guest.write_line("")
    guest.wait_for("Tidak ada disk cadangan yang terlihat")
    guest.wait_for("Pilih 1 sampai 4", times=2)
    guest.plug_stick(backup)
    guest.write_line("1")
    guest.wait_for("lalu tekan Enter", times=2)
    guest.write_line("")
    guest.wait_for("Kode pemulihan")
    guest.write_line(code)
    guest.wait_for("Ketik YA", 1800)
    guest.picture(folder / "pulih.png")
    guest.write_line("YA")
    guest.wait_for("Selesai. Pilih 3", 3600)
    guest.write_line("4")
    guest.process.wait(1800)


def test_a_backup_comes_back_on_a_fresh_disk(image: Path, tmp_path: Path) -> None:
    data = regency(tmp_path / "data")
    code = backup_disk(data, tmp_path / "cadangan.img")
    before = trail(data)
    disk = new_disk(image, tmp_path / "disk.qcow2")
    with running(tmp_path, disk, uefi=True) as guest:
        recover(guest, tmp_path / "cadangan.img", code)
    answers = stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    with running(tmp_path, disk, sticks=[answers]) as guest:
        guest.first_start()
        assert "nama masuk: admin" not in guest.said()  # the accounts came back too
        guest.press_power_button(1800)
    subprocess.run(["qemu-img", "convert", "-O", "raw", disk, tmp_path / "disk.img"], check=True)
    filesystem = disks.take(tmp_path / "disk.img", disks.DATA, tmp_path / "data.ext4")
    disks.replay(filesystem)
    after = disks.extract(filesystem, tmp_path / "isi")
    assert trail(after)[: len(before)] == before
    ekinerja(after, "verify", "--jejak")
