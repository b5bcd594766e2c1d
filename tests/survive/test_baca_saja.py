"""The disk is locked against writing while people work: words, nothing lost, and all goes on once it is given back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from appliance import clock
from appliance.models import Mesin, Presensi, Tugas, db
from appliance.models.jejak import broken
from appliance.models.kunci import bind as bind_keys
from appliance.models.tandai import open_month
from tests.models.regency import regency
from tests.survive.box import Box, standing, until
from tests.survive.disk import BlockDisk, Hand, block_disk, obeying_disk
from tests.survive.reports import report, send_report, stored
from tests.survive.test_mati_web import looked, running
from tests.survive.test_penuh import attlog, days, photo, push

UNTIL = (clock.today() - timedelta(days=1)).isoformat()
WORDS = "Disk server hanya dapat dibaca"


def settled(folder: Path, logs: Path) -> Box:
    """The cast's regency on a disk that is there; the school's machine pushes, the other does not answer.
    What a service says goes to another disk."""
    cast = regency(folder)
    bind_keys(folder / "kunci")
    Mesin.update(jalur="adms", alamat="").where(Mesin.sn == "SNDIKBUD").execute()
    Mesin.update(jalur="lan", alamat="127.0.0.1", port=9).where(Mesin.sn == "SNDINKES").execute()
    open_month(clock.today().strftime("%Y-%m"))
    db.close()
    return Box(folder, cast, logs=logs)


@pytest.fixture
def box(own_folder: Path, tmp_path: Path) -> Iterator[tuple[Box, Hand]]:
    with obeying_disk(own_folder, tmp_path / "lapis") as hand, standing(settled(own_folder, tmp_path / "log")) as made:
        yield made, hand


@pytest.fixture
def on_a_device(own_folder: Path, tmp_path: Path) -> Iterator[tuple[Box, BlockDisk]]:
    with block_disk(own_folder, tmp_path / "disk.img") as disk, standing(settled(own_folder, tmp_path / "log")) as made:
        yield made, disk


def line(day: int) -> str:
    return f"7\t{days(60)[day]:%Y-%m-%d %H:%M:%S}\t0\t1\n"


def uploaded(box: Box, token: str) -> str:
    """A file of three thousand punches that waits for the word to be entered; where to say it."""
    answer = attlog(box, token)
    assert answer.status == 303, answer.text
    return answer.headers["Location"]


def pins(box: Box) -> int:
    """Punches that came by a file, of the machine that is not asked over the network."""
    with looked(box):
        return int(Presensi.select().join(Mesin).where(Mesin.sn == "SNDINKES").count())


def alive(box: Box) -> bool:
    return {verb: child.poll() for verb, child in box.children.items()} == {"serve": None, "work": None}


def refused(box: Box, token: str) -> dict[str, str]:
    """Everybody is told why, nobody is told that it is kept; returns the report that was not."""
    waiting = report("selagi terkunci")
    for picture in (b"", photo()):
        answer = send_report(box, "siti", waiting, token, picture)
        assert (answer.status, WORDS in answer.text) == (507, True), answer.text
        assert "tetap tersimpan di HP" in answer.text
    machine = push(box, line(1))
    assert (machine.status, machine.text) == (503, "ERR"), "a machine keeps its records"
    signing_in = box.form("", "/masuk") | {"nip": "x", "kata_sandi": "salah sekali"}
    assert box.send("", "/masuk", signing_in).status in (200, 400, 401, 422, 429, 507)
    assert [box.ask("GET", page, who="siti").status for page in ("/", "/kehadiran", "/tpp", "/laporan")] == [200] * 4
    checked = box.run("check")
    assert checked.returncode == 1 and f"kotak: {WORDS}" in checked.stdout, checked.stdout + checked.stderr
    assert "dmesg" in checked.stdout
    polled = box.run("poll", "--mesin", "SNDINKES")
    assert polled.returncode == 1 and polled.stderr.startswith(WORDS), polled.stderr
    return waiting


def test_a_disk_that_is_locked_and_given_back_while_people_work(box: tuple[Box, Hand]) -> None:
    made, hand = box
    made.start("serve")
    made.start("work")
    token = {name: made.form(name, "/laporan/baru")["csrf_token"] for name in ("siti", "wati")}
    assert send_report(made, "siti", report("sebelum terkunci"), token["siti"], photo()).status == 303
    assert push(made, line(0)).text == "OK: 1"
    confirm = uploaded(made, token["wati"])
    assert made.send("wati", confirm, {"csrf_token": token["wati"], "sampai": UNTIL}).status == 303
    hand.says("ro")  # while the worker enters three thousand punches
    waiting = refused(made, token["siti"])
    assert stored(made) == ["sebelum terkunci"] and alive(made)

    hand.says()
    assert send_report(made, "siti", waiting, token["siti"], photo()).status == 303, "the same key, sent again"
    assert push(made, line(1)).text == "OK: 1"
    until(lambda: not running(made), "the worker goes on by itself", seconds=200)
    assert WORDS not in made.run("check").stdout
    assert stored(made) == ["sebelum terkunci", "selagi terkunci"] and alive(made)
    assert pins(made) == 3000, "each line of the file once"
    whole(made, pushed=2)


def whole(box: Box, pushed: int) -> None:
    with looked(box):
        rows = [row.waktu for row in Presensi.select().join(Mesin).where(Mesin.sn == "SNDIKBUD")]
        assert len(rows) == len(set(rows)) == pushed
        assert list(broken()) == []
        assert db.execute_sql("PRAGMA quick_check").fetchone() == ("ok",)


def test_who_first_came_while_it_was_locked_can_write_afterwards_too(box: tuple[Box, Hand]) -> None:
    """SQLite opens a locked file for reading only, and would keep that line for as long as the process lives."""
    made, hand = box
    made.start("serve")
    made.start("work")
    token = {name: made.form(name, "/laporan/baru")["csrf_token"] for name in ("siti", "wati")}
    hand.says("ro")
    turned_away = [report(f"laporan {number}") for number in range(12)]
    with ThreadPoolExecutor(12) as crowd:  # all threads of the server at once
        answers = list(crowd.map(lambda one: send_report(made, "siti", one, token["siti"]), turned_away))
        machine = list(crowd.map(lambda day: push(made, line(day)), range(12)))
    assert {one.status for one in answers} == {507} and {one.status for one in machine} == {503}
    read = "/mesin/SNDINKES/baca"
    assert made.send("wati", read, {"csrf_token": token["wati"]}).status == 507, "the queue's file is opened for it"
    hand.says()
    with ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda one: send_report(made, "siti", one, token["siti"]), turned_away))
        machine = list(crowd.map(lambda day: push(made, line(day)), range(12)))
    assert {one.status for one in answers} == {303} and {one.text for one in machine} == {"OK: 1"}
    assert made.send("wati", read, {"csrf_token": token["wati"]}).status == 303
    confirm = uploaded(made, token["wati"])
    assert made.send("wati", confirm, {"csrf_token": token["wati"], "sampai": UNTIL}).status == 303
    until(lambda: not running(made), "the worker takes work", seconds=200)
    assert stored(made) == sorted(one["uraian"] for one in turned_away) and pins(made) == 3000 and alive(made)
    whole(made, pushed=12)


def test_a_disk_that_the_kernel_locks_for_an_error_and_that_is_repaired(on_a_device: tuple[Box, BlockDisk]) -> None:
    """ext4 gives a disk back only after it was taken off; until then there are words, and afterwards all is there."""
    made, disk = on_a_device
    made.start("serve")
    made.start("work")
    token = {name: made.form(name, "/laporan/baru")["csrf_token"] for name in ("siti", "wati")}
    assert send_report(made, "siti", report("sebelum terkunci"), token["siti"], photo()).status == 303
    assert push(made, line(0)).text == "OK: 1"
    until(lambda: not running(made), "nothing is under way")
    disk.fails()
    waiting = refused(made, token["siti"])
    assert alive(made)
    made.kill("serve")
    made.kill("work")
    disk.repair()
    made.start("serve")
    made.start("work")
    assert stored(made) == ["sebelum terkunci"]
    assert send_report(made, "siti", waiting, token["siti"], photo()).status == 303
    assert push(made, line(1)).text == "OK: 1"
    assert stored(made) == ["sebelum terkunci", "selagi terkunci"]
    whole(made, pushed=2)


@pytest.mark.long
def test_minutes_of_a_locked_disk_take_nothing_from_the_worker(box: tuple[Box, Hand]) -> None:
    """Its timetable goes on failing meanwhile; afterwards it is the same process and does each thing once."""
    made, hand = box
    made.start("serve")
    made.start("work")
    token = made.form("wati", "/laporan/baru")["csrf_token"]
    process = made.children["work"].pid
    assert made.send("wati", uploaded(made, token), {"csrf_token": token, "sampai": UNTIL}).status == 303
    hand.says("ro")
    time.sleep(150)
    assert alive(made)
    hand.says()
    until(lambda: not running(made), "the worker goes on by itself", seconds=200)
    assert (pins(made), made.children["work"].pid) == (3000, process)
    with looked(made):
        assert [row.keadaan for row in Tugas.select()] == ["selesai"]
