"""Somebody moves the clock of a running box: machines, windows, money and words, and back again by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance import clock
from appliance.models import Mesin, db
from appliance.models.schema import bind
from tests.survive.box import Box, until
from tests.survive.reports import report, send_report, stored

PROGRAM = (str(Path(__file__).with_name("jam_digeser.py")),)
DAY = 86400
IDLE = "/iclock/getrequest?SN=SNDIKBUD"
PUSH = "/iclock/cdata?SN=SNDIKBUD&table=ATTLOG"


class Moved:
    """A running box and its clock."""

    def __init__(self, box: Box, hand: Path) -> None:
        self.box, self.hand = box, hand
        hand.write_text("0")
        box.extra |= {"GESER": str(hand), "PYTHONPATH": str(Path.cwd())}

    def by(self, seconds: int) -> None:
        self.hand.write_text(str(seconds))

    def doubted(self) -> bool:
        return "Jam server sedang diragukan" in self.box.ask("GET", "/kehadiran", who="siti").text

    def events(self) -> list[str]:
        with sqlite3.connect(f"file:{self.box.data}/ekinerja.db?mode=ro", uri=True) as look:
            return [row[0] for row in look.execute("SELECT keadaan FROM kejadian_jam ORDER BY id")]

    def pushed(self) -> list[tuple[str, int]]:
        """Each punch of the school with whether it came under a doubtful clock."""
        with sqlite3.connect(f"file:{self.box.data}/ekinerja.db?mode=ro", uri=True) as look:
            return look.execute(
                "SELECT p.waktu, b.jam_ragu FROM presensi p JOIN pembacaan b ON b.id = p.pembacaan_id"
                " WHERE NOT p.ditarik ORDER BY p.waktu"
            ).fetchall()


@pytest.fixture
def moved(box: Box, tmp_path: Path) -> Iterator[Moved]:
    bind(box.data / "ekinerja.db")
    with db.connection_context():
        Mesin.update(jalur="adms", alamat="").where(Mesin.sn == "SNDIKBUD").execute()
    box.cookie("siti")
    made = Moved(box, tmp_path / "geser")
    box.start("serve", program=PROGRAM)
    yield made


@pytest.mark.parametrize(("seconds", "word"), [(-40 * DAY, "mundur"), (40 * DAY, "maju")])
def test_a_clock_that_is_moved_while_people_work(moved: Moved, seconds: int, word: str) -> None:
    box = moved.box
    token, today = box.form("siti", "/laporan/baru")["csrf_token"], clock.local()
    assert box.ask("GET", IDLE).text == "OK" and not moved.doubted()
    moved.by(seconds)
    until(moved.doubted, "pages say so")
    idle = box.ask("GET", IDLE)
    assert (idle.status, idle.text) == (503, "ERR"), "no machine is given this time"
    punch = today.replace(microsecond=0) - timedelta(minutes=3)
    assert box.ask("POST", PUSH, f"7\t{punch}\t0\t1\n".encode()).text == "OK: 1"
    assert moved.pushed() == [(str(punch), 1)], "taken in, and marked"
    ahead = punch + timedelta(days=60)  # of a machine whose own clock is wrong; nobody can know yet
    assert box.ask("POST", PUSH, f"7\t{ahead}\t0\t1\n".encode()).text == "OK: 1"
    assert moved.pushed() == [(str(punch), 1), (str(ahead), 1)]
    assert send_report(box, "siti", report("hari ini tetap hari ini"), token).status == 303, "the session still counts"
    assert stored(box) == ["hari ini tetap hari ini"]
    assert f"jam kotak {word}" in box.said("serve")
    moved.by(0)
    until(lambda: not moved.doubted(), "right again by itself")
    assert box.ask("GET", IDLE).text == "OK"
    assert moved.events() == [word, "betul"]
    assert moved.pushed() == [(str(punch), 1)], "what lies ahead of the right clock waits in quarantine"
    assert box.ask("POST", PUSH, f"7\t{ahead}\t0\t1\n".encode()).text == "OK: 1"
    assert moved.pushed() == [(str(punch), 1)], "as it would have at once, and does when it is sent again"


def test_the_command_line_says_so_locks_nothing_and_lets_the_administrator_confirm(moved: Moved) -> None:
    box = moved.box
    until(lambda: mark(box), "the first mark")
    moved.by(40 * DAY)

    def run(*words: str) -> tuple[int, str]:
        import subprocess
        import sys

        done = subprocess.run([sys.executable, *PROGRAM, *words], env=box.environment(), capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    code, said = run("close", "2026-10")
    assert code == 1 and "Jam server sedang diragukan" in said
    code, said = run("check")
    assert code == 1 and "jam: Jam kotak diragukan" in said and "ekinerja jam --betul" in said
    code, said = run("jam", "--betul")
    assert code == 0 and "Jamnya dapat dipercaya" in said
    until(lambda: not moved.doubted(), "what was confirmed counts for the server too")


def mark(box: Box) -> bool:
    with sqlite3.connect(f"file:{box.data}/ekinerja.db?mode=ro", uri=True) as look:
        return bool(look.execute("SELECT count(*) FROM jam").fetchone()[0])
