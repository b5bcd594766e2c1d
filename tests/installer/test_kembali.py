"""The records around an update: copied while in use, put back, and what stood there kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from installer import copy_db, release, state
from installer.refused import Refused
from installer.state import State
from installer.system import System


@pytest.fixture
def here(tmp_path: Path) -> System:
    (tmp_path / "var/lib/ekinerja").mkdir(parents=True)
    (tmp_path / "opt/ekinerja").mkdir(parents=True)
    return System(tmp_path)


def records(here: System) -> sqlite3.Connection:
    connection = sqlite3.connect(here.path("/var/lib/ekinerja/ekinerja.db"))
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("CREATE TABLE IF NOT EXISTS presensi (siapa TEXT)")
    return connection


def say(connection: sqlite3.Connection, name: str) -> None:
    with connection:
        connection.execute("INSERT INTO presensi VALUES (?)", (name,))


def names(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [name for (name,) in connection.execute("SELECT siapa FROM presensi")]


def test_a_copy_holds_what_is_still_in_the_log_and_comes_back(here: System) -> None:
    connection = records(here)
    say(connection, "Budi")  # in the write-ahead log, with the file still open
    place = copy_db.take(here, "0.1.0")
    assert place is not None
    say(connection, "Siti")
    connection.close()
    copy_db.put_back(here, place, "0.2.0")
    assert names(here.path("/var/lib/ekinerja/ekinerja.db")) == ["Budi"]
    assert names(here.path(f"{copy_db.COPIES}/ditinggalkan-0.2.0.db")) == ["Budi", "Siti"], "nothing is thrown away"


def test_putting_back_may_be_cut_off_and_done_again(here: System) -> None:
    connection = records(here)
    say(connection, "Budi")
    place = copy_db.take(here, "0.1.0")
    assert place is not None
    say(connection, "Siti")
    connection.close()
    copy_db.put_back(here, place, "0.2.0")
    copy_db.put_back(here, place, "0.2.0")
    assert names(here.path(f"{copy_db.COPIES}/ditinggalkan-0.2.0.db")) == ["Budi", "Siti"]
    here.path("/var/lib/ekinerja/ekinerja.db").unlink()  # killed between setting aside and putting back
    copy_db.put_back(here, place, "0.2.0")
    assert names(here.path("/var/lib/ekinerja/ekinerja.db")) == ["Budi"]


def test_records_that_are_broken_stop_the_update(here: System) -> None:
    connection = records(here)
    for number in range(5000):
        connection.execute("INSERT INTO presensi VALUES (?)", (f"pegawai {number}",))
    connection.execute("CREATE INDEX i ON presensi (siapa)")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    path = here.path("/var/lib/ekinerja/ekinerja.db")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(Refused, match="rusak"):
        copy_db.take(here, "0.1.0")


def test_how_far_it_came_survives_on_the_disk(here: System) -> None:
    going = State("0.1.0", "0.2.0", "/var/lib/x.db")
    state.keep(here, state.UNDER_WAY, going)
    assert state.load(here, state.UNDER_WAY) == going
    state.forget(here, state.UNDER_WAY)
    assert state.load(here, state.UNDER_WAY) is None


@pytest.mark.parametrize(("names", "same"), [(("0001_awal.py",), True), (("0001_awal.py", "0002_lagi.py"), False)])
def test_records_are_put_back_only_where_their_form_changed(here: System, names: tuple[str, ...], same: bool) -> None:
    for version, files in (("0.1.0", ("0001_awal.py",)), ("0.2.0", names)):
        folder = here.path(release.folder_of(version)) / "appliance/migrations"
        folder.mkdir(parents=True)
        for name in files:
            (folder / name).touch()
    assert state.same_records(here, State("0.1.0", "0.2.0")) is same


def test_the_version_in_use_is_switched_in_one_step(here: System) -> None:
    for version in ("0.1.0", "0.2.0"):
        here.path(release.folder_of(version)).mkdir(parents=True)
        assert release.switch(here, version)
        assert release.current(here) == version
    assert not release.switch(here, "0.2.0")
    assert release.ordered("0.10.0") > release.ordered("0.9.9")
