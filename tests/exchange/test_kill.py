"""A power cut in the middle of an import: the next start finishes it, no row twice, none missing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from appliance.models import Jejak, Penempatan
from appliance.models.base import db
from appliance.models.impor import Impor
from appliance.models.jejak import broken
from tests.exchange.desk import Desk
from tests.exchange.made_up import people_csv

ROWS = 5_000
ENTER = [sys.executable, "-m", "appliance.cli", "import"]


@pytest.fixture
def box(desk: Desk) -> Path:
    db.close()
    (desk.folder / "orang.csv").write_bytes(people_csv(ROWS))
    return desk.folder


def start(box: Path, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "EKINERJA_DATA": str(box)}
    return subprocess.Popen([*ENTER, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def entered(box: Path) -> int:
    with sqlite3.connect(f"file:{box}/ekinerja.db?mode=ro", uri=True, timeout=20) as look:
        row = look.execute("SELECT masuk FROM impor ORDER BY id DESC").fetchone()
    return int(row[0]) if row else 0


def kill_at(box: Path, rows: int) -> None:
    child = start(box, "pegawai", str(box / "orang.csv"))
    while entered(box) < rows and child.poll() is None:
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.communicate()


@pytest.mark.parametrize("rows", [1, 1_300, 4_000])
def test_a_killed_import_is_finished_by_the_next_command_without_a_double_row(box: Path, rows: int) -> None:
    kill_at(box, rows)
    left = Impor.select().order_by(Impor.id.desc()).get()
    assert (left.keadaan, rows <= left.masuk < ROWS) == ("berjalan", True), "killed too late to prove anything"
    db.close()
    (box / "libur.csv").write_text("tanggal,nama\n2026-12-25,Natal\n")
    child = start(box, "libur", str(box / "libur.csv"))
    _, errors = child.communicate()
    assert (child.returncode, errors) == (0, b"")
    done = Impor.get_by_id(left.id)
    assert (done.keadaan, done.baru, done.masuk) == ("selesai", ROWS, ROWS)
    assert Penempatan.select().where(Penempatan.jabatan == "Pelaksana").count() == ROWS
    assert Jejak.select().where(Jejak.impor == left.id).count() == 2 * ROWS
    assert list(broken()) == []


def test_4618_people_enter_within_ten_seconds_of_work(box: Path) -> None:
    (box / "orang.csv").write_bytes(people_csv(4_618))
    before = os.times()
    child = start(box, "pegawai", str(box / "orang.csv"))
    out, _ = child.communicate()
    after = os.times()
    assert child.returncode == 0 and b"4618 baru" in out
    work = after.children_user + after.children_system - before.children_user - before.children_system
    assert work < 10, "seconds of processor, so that a busy machine does not lie"
