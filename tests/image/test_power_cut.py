"""Power that fails in mid-write, twenty times: what was acknowledged to a machine is on the disk.

Nineteen cuts are looked at without a new start: the guest's process is stopped with SIGSTOP, its data copied as it is
at that moment, which is byte for byte what SIGKILL would have left, and the process goes on. The last cut is SIGKILL,
and the box starts again. Each copy is mended as the next start mends it (journal, then SQLite's log), and read.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import threading
import time
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.image import disks
from tests.image.conftest import ANSWERS, ROOT
from tests.image.guest import Guest, running, stick

pytestmark = pytest.mark.long
CUTS = int(os.environ.get("EKINERJA_CITRA_PUTUS", "20"))
PUSH = 26091
SN = "SYZ8252500376"
FIRST = datetime(2026, 11, 2, 7, 0)


class Machine(threading.Thread):
    """An attendance machine that pushes without end; `sure` counts the punches that the box said it has."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.sure, self.ending, self.wrong = 0, False, ""

    def run(self) -> None:
        while not self.ending:
            lines = [f"{pin}\t{self.stamp(self.sure + pin)}\t255\t1\t\t0\t0\t2" for pin in range(1, 6)]
            body = "\n".join(lines).encode() + b"\n"
            ask = urllib.request.Request(
                f"http://127.0.0.1:{PUSH}/iclock/cdata?SN={SN}&table=ATTLOG&Stamp=1",
                body,
                {"Content-Type": "text/plain"},
            )
            try:
                with urllib.request.urlopen(ask, timeout=600) as answer:
                    if answer.read().strip() == b"OK: 5":
                        self.sure += 5
            except OSError as reason:
                self.wrong = str(reason)
                time.sleep(1)

    @staticmethod
    def stamp(number: int) -> str:
        return f"{FIRST + timedelta(seconds=number):%Y-%m-%d %H:%M:%S}"


def regency(folder: Path) -> Path:
    """A data folder with one office and one machine that pushes, made here."""
    folder.mkdir()
    (folder.parent / "opd.csv").write_text("kode,nama,jenis,jalur\nD1,Dinas Uji,dinas,adms\n")
    (folder.parent / "mesin.csv").write_text(f"sn,opd,jalur\n{SN},D1,adms\n")
    ekinerja(folder, "init")
    for kind in ("opd", "mesin"):
        ekinerja(folder, "import", kind, str(folder.parent / f"{kind}.csv"))
    return folder


def ekinerja(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [ROOT / ".venv/bin/ekinerja", *words], capture_output=True, text=True, check=False,
        env={**os.environ, "EKINERJA_DATA": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def judge(filesystem: Path, sure: int, folder: Path) -> int:
    """Every punch acknowledged before the cut is there once, and the trail is whole; gives how many there are."""
    disks.replay(filesystem)
    data = disks.extract(filesystem, folder / "isi")
    filesystem.unlink()
    with sqlite3.connect(data / "ekinerja.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = [row[0] for row in db.execute("SELECT waktu FROM presensi")]
    assert len(rows) == len(set(rows))
    assert {Machine.stamp(number) for number in range(1, sure + 1)} <= {str(row)[:19] for row in rows}
    ekinerja(data, "verify", "--jejak")
    return len(rows)


def freeze(guest: Guest, disk: Path, copy: Path, machine: Machine) -> int:
    """Copy the data partition as it is at this moment; gives what was acknowledged before it."""
    sure = machine.sure
    os.kill(guest.process.pid, signal.SIGSTOP)
    try:
        disks.take(disk, disks.DATA, copy)
    finally:
        os.kill(guest.process.pid, signal.SIGCONT)
    return sure


def test_twenty_power_cuts_lose_nothing_that_was_acknowledged(image: Path, tmp_path: Path) -> None:
    disk = disks.with_data(image, tmp_path / "disk.img", regency(tmp_path / "data"))
    answers = stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    machine, found = Machine(), []
    with running(tmp_path, disk, ports={PUSH: 8081}, sticks=[answers], uefi=True) as guest:
        guest.wait_for("Tulis kode di atas", 3600)
        machine.start()
        until(machine, 5)
        for _ in range(CUTS - 1):
            until(machine, machine.sure + random.randint(5, 40))
            time.sleep(random.random())
            sure = freeze(guest, disk, tmp_path / "data.ext4", machine)
            found.append((sure, judge(tmp_path / "data.ext4", sure, tmp_path)))
        sure = machine.sure
        guest.cut_power()
    machine.ending = True
    print(f"\nacknowledged, found: {found}")
    starts_again(tmp_path, disk, sure)


def starts_again(folder: Path, disk: Path, sure: int) -> None:
    """After the real cut the box comes back by itself, by the other firmware, and serves; no stick is read again."""
    other = stick(folder / "lain.img", {"jawaban.txt": ANSWERS.replace("Uji Coba", "Lain")})
    with running(folder, disk, sticks=[other]) as guest:
        guest.wait_for("melayani", 3600)
        assert re.search("Kabupaten Uji Coba", guest.said()) and "Kabupaten Lain" not in guest.said()
        assert "PERLU DITOLONG" not in guest.said()  # not even while it starts
        guest.press_power_button(1800)
    judge(disks.take(disk, disks.DATA, folder / "data.ext4"), sure, folder)


def until(machine: Machine, count: int, seconds: float = 1200) -> None:
    end = time.monotonic() + seconds
    while machine.sure < count:
        assert time.monotonic() < end, f"only {machine.sure} acknowledged; last: {machine.wrong}"
        time.sleep(0.2)
