"""scripts/update: to a new version and, when that fails or is not wanted, back to the old one."""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
from pathlib import Path

from installer import back, copy_db, packages, release, start, state, step, system, unpack
from installer.lay import DATA, SIGNERS
from installer.refused import Refused
from installer.state import State
from installer.system import System

LOCK = "/run/lock/ekinerja-pembaruan"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="scripts/update", description="Memperbarui E-Kinerja dari berkas rilis.")
    what = top.add_mutually_exclusive_group(required=True)
    what.add_argument("berkas", nargs="?", type=Path, metavar="BERKAS", help="berkas .rilis, misalnya dari flashdisk")
    what.add_argument("--kembali", action="store_true", help="kembali ke versi sebelum pembaruan terakhir")
    what.add_argument(
        "--selesaikan", action="store_true", help="membereskan pembaruan yang terputus (saat mesin mulai)"
    )
    top.add_argument("--periksa", action="store_true", help="hanya memeriksa berkasnya, tidak memasang apa pun")
    top.add_argument("--tanpa-cadangan", action="store_true", help="tetap memperbarui walaupun cadangan gagal")
    top.add_argument("--dengan-data", action="store_true", help="bersama --kembali: juga mengembalikan salinan datanya")
    return top


def run(arguments: list[str]) -> int:
    chosen = parser().parse_args(arguments)
    system.must_be_root()
    here = System()
    with open(LOCK, "w") as guard:
        try:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("Pembaruan lain sedang berjalan di mesin ini.") from None
        unfinished = state.load(here, state.UNDER_WAY)
        if unfinished:
            back.finish(here, unfinished, start=not chosen.selesaikan)
        if chosen.selesaikan:
            return 0
        if chosen.kembali:
            return back.by_hand(here, with_data=chosen.dengan_data)
        return to_new(here, chosen.berkas.resolve(), chosen)


def to_new(here: System, path: Path, chosen: argparse.Namespace) -> int:
    old = release.current(here)
    if old is None:
        raise Refused("Belum ada versi yang terpasang; jalankan scripts/install dari rilis ini.")
    manifest = unpack.read(path, here.path(SIGNERS))
    suits(here, manifest, old)
    here.say(f"Rilis {manifest.version} utuh dan bertanda tangan sah; yang terpasang {old}.")
    if chosen.periksa:
        return 0
    room_for(here, manifest)
    unpack.extract(path, manifest, here.path(release.folder_of(manifest.version)))
    release.lay(here, here.path(release.folder_of(manifest.version)))
    backup(here, must=not chosen.tanpa_cadangan)
    going = State(old, manifest.version)
    state.keep(here, state.UNDER_WAY, going)
    try:
        step.over(here, going)
    except Exception as reason:  # whatever it was, people must be able to work again
        here.say(f"Versi {going.baru} tidak dapat dijalankan:\n{reason}\nKembali ke versi {old}…")
        back.give_up(here, state.load(here, state.UNDER_WAY) or going)
        raise Refused(f"Pembaruan dibatalkan; versi {old} berjalan lagi seperti semula.") from None
    prune(here, going)
    here.say(f"Versi {going.baru} berjalan. Untuk kembali: scripts/update --kembali")
    return 0


def suits(here: System, manifest: unpack.Manifest, old: str) -> None:
    """Refuse what was made for another machine, and what is not newer."""
    debian = packages.must_be_debian(here)
    python = ".".join(str(part) for part in sys.version_info[:2])
    if manifest.arch != os.uname().machine:
        raise Refused(f"Rilis ini untuk prosesor {manifest.arch}; mesin ini {os.uname().machine}.")
    if debian not in manifest.debian or python not in manifest.python:
        made_for = f"Debian {', '.join(manifest.debian)} dengan Python {', '.join(manifest.python)}"
        raise Refused(f"Rilis ini untuk {made_for}; mesin ini Debian {debian} dengan Python {python}.")
    if manifest.version == old:
        raise Refused(f"Versi {old} sudah terpasang. Untuk memperbaikinya: scripts/install")
    if release.ordered(manifest.version) < release.ordered(old):
        raise Refused(f"Rilis ini ({manifest.version}) lebih lama daripada yang terpasang ({old}). "
                      "Untuk kembali ke versi sebelumnya: scripts/update --kembali")  # fmt: skip


def room_for(here: System, manifest: unpack.Manifest) -> None:
    """The program takes about four times its file once its packages are installed; the records once more for the copy,
    and two and a half times while a migration writes all of them anew."""
    database = here.path(f"{DATA}/ekinerja.db")
    wanted = {release.HOME: manifest.size * 5, DATA: int(database.stat().st_size * 3.5) if database.exists() else 0}
    for place, size in wanted.items():
        free = shutil.disk_usage(here.path(place)).free
        if free < size:
            raise Refused(f"Ruang di {place} tinggal {free // 2**20} MiB, perlu {size // 2**20} MiB. Kosongkan dulu.")


def backup(here: System, *, must: bool) -> None:
    """A backup to where backups go, when there is such a place, before anything changes."""
    if not here.path(start.READY).exists():
        here.say("Cadangan belum disiapkan di mesin ini; yang dibuat hanya salinan data di disk yang sama.")
        return
    here.say("Membuat cadangan dulu…")
    done = here.run("systemctl", "start", "ekinerja-cadangan.service", check=False)
    if done.returncode != 0 and must:
        raise Refused("Cadangan gagal, jadi pembaruan tidak dimulai. Lihat journalctl -u ekinerja-cadangan; "
                      "atau ulangi dengan --tanpa-cadangan.")  # fmt: skip


def prune(here: System, done: State) -> None:
    """Keep the version in use and the one before it with its copy of the records, and what somebody set aside."""
    for path in here.path(f"{release.HOME}/rilis").iterdir():
        if path.name not in (done.lama, done.baru):
            shutil.rmtree(path, ignore_errors=True)
    copies = here.path(copy_db.COPIES)
    for path in copies.iterdir() if copies.is_dir() else ():
        if path.name != f"{done.lama}.db" and not path.name.startswith(copy_db.SET_ASIDE):
            path.unlink()


if __name__ == "__main__":
    sys.exit(system.main(run))
