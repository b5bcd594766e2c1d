"""Flipped bytes and a disk that only reads: words in place of figures, and the same words on the console."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance import kerusakan
from appliance.models import db
from appliance.models.kunci import bind as bind_keys
from tests.cast import build
from tests.survive.box import Box, standing
from tests.survive.disk import mount, small_disk

RESTORE = "pulihkan dari cadangan"


def damage(data: Path, table: str) -> None:
    """Overwrite the head of the first page of the table and of its indexes, as a dying disk does."""
    with sqlite3.connect(data / "ekinerja.db") as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = file.execute("PRAGMA page_size").fetchone()[0]
        pages = file.execute(
            "SELECT rootpage FROM sqlite_master WHERE tbl_name = ? AND rootpage > 0", (table,)
        ).fetchall()
    with (data / "ekinerja.db").open("r+b") as raw:
        for (page,) in pages:
            raw.seek((page - 1) * size)
            raw.write(b"\xff" * 64)


def test_a_page_that_breaks_while_people_work_shows_words_and_no_figures(box: Box) -> None:
    box.start("serve")
    box.cookie("siti")
    damage(box.data, "perkiraan")
    told = box.ask("GET", "/tpp", who="siti")
    assert (told.status, "Halaman ini tidak ditampilkan" in told.text, "Rp " in told.text) == (500, True, False)
    assert box.ask("GET", "/akun", who="siti").status == 200, "what is sound goes on"
    checked = box.run("check")
    assert checked.returncode == 1 and "kotak: Berkas data rusak" in checked.stdout and RESTORE in checked.stdout
    closed = box.run("close", "2026-10")
    assert closed.returncode == 1 and RESTORE in closed.stderr, "no money is locked from damaged data"


def test_after_a_power_cut_the_start_looks_and_closes_what_is_damaged(box: Box) -> None:
    box.start("serve")
    box.start("work")
    box.cookie("siti")
    box.kill("serve")
    box.kill("work")
    damage(box.data, "hasil_tpp")
    box.start("serve", wait=False)
    said = wait_for_page(box)
    assert (said.status, "Data perlu dipulihkan" in said.text) == (503, True)
    assert box.ask("GET", "/sehat").status == 503
    assert box.ask("GET", "/static/app.css").status == 200
    machine = box.ask("GET", "/iclock/getrequest?SN=SNDIKBUD")
    assert (machine.status, machine.text) == (503, "ERR")
    assert RESTORE in box.said("serve")
    worker = box.run("work")
    assert worker.returncode == 1 and RESTORE in worker.stderr


def test_a_file_that_is_no_database_any_more_closes_too(box: Box) -> None:
    with (box.data / "ekinerja.db").open("r+b") as raw:
        raw.write(b"\0" * 200)
    box.start("serve", wait=False)
    assert "Data perlu dipulihkan" in wait_for_page(box).text
    assert box.run("check").returncode == 1


def test_a_note_of_damage_goes_once_the_file_is_sound_again(box: Box) -> None:
    kerusakan.note(box.data, "kejadian 12")
    assert kerusakan.look(box.data) == [] and kerusakan.noted(box.data) == []


def wait_for_page(box: Box):  # type: ignore[no-untyped-def]
    from tests.survive.box import until

    found = []

    def asked() -> bool:
        try:
            found.append(box.ask("GET", "/masuk"))
        except OSError:
            assert box.children["serve"].poll() is None, box.said("serve")
        return bool(found)

    until(asked, "a page")
    return found[0]


@pytest.fixture
def locked(own_folder: Path) -> Iterator[Box]:
    """A disk that Linux has locked against writing before the start."""
    with small_disk(own_folder, 24):
        cast = build(own_folder)
        bind_keys(own_folder / "kunci")
        db.close()
        box = Box(own_folder, cast)
        box.log("serve").touch()
        assert mount("-o", "remount,ro", str(own_folder)).returncode == 0
        with standing(box) as made:
            yield made


@pytest.mark.parametrize("command", ["serve", "work", "check"])
def test_a_disk_that_only_reads_is_told_at_the_start_with_what_to_do(locked: Box, command: str) -> None:
    ended = locked.run(command)
    assert ended.returncode == 1
    assert "hanya dapat dibaca" in ended.stderr + ended.stdout and "dmesg" in ended.stderr + ended.stdout
    assert "Traceback" not in ended.stderr
