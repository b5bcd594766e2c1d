"""Real processes, killed and stopped: the log of outages says which it was."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance import cli
from appliance.models import db
from tests.kesehatan.proses import Layanan


@pytest.fixture
def folder(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert cli.main(["init"]) == 0
    db.close()
    return own_folder


@pytest.fixture(params=["serve", "work"])
def layanan(request: pytest.FixtureRequest, folder: Path) -> Iterator[Layanan]:
    service = Layanan(folder, request.param)
    yield service
    service.close()


def name_of(layanan: Layanan) -> str:
    return {"serve": "web", "work": "pekerja"}[layanan.verb]


def test_killed_and_started_again_is_an_outage_of_ours(layanan: Layanan) -> None:
    layanan.start()
    layanan.end(signal.SIGKILL)
    assert layanan.rows("SELECT berhenti FROM denyut") == [(None,)]
    layanan.start()
    assert layanan.outages() == [("berhenti", name_of(layanan))]


@pytest.mark.long
def test_stopped_in_order_is_noted_and_a_quick_restart_is_none(layanan: Layanan) -> None:
    layanan.start()
    assert layanan.end(signal.SIGTERM) == 0
    assert layanan.rows("SELECT COUNT(*) FROM denyut WHERE berhenti IS NOT NULL") == [(1,)]
    layanan.start()
    assert layanan.outages() == []


def test_stopped_in_order_an_hour_ago_was_on_purpose(layanan: Layanan) -> None:
    layanan.start()
    layanan.end(signal.SIGTERM)
    back(layanan.folder, "kapan = datetime(kapan, '-1 hour'), berhenti = datetime(berhenti, '-1 hour')")
    layanan.start()
    assert layanan.outages() == [("dihentikan", name_of(layanan))]


def test_killed_before_the_machine_itself_started_was_the_power(folder: Path) -> None:
    web, work = Layanan(folder, "serve"), Layanan(folder, "work")
    try:
        for service in (web, work):
            service.start()
            service.end(signal.SIGKILL)
        back(folder, "kapan = datetime(kapan, '-2 hours'), nyala = 'nyala sebelumnya'")
        web.start()
        work.start()
        assert web.outages() == [("listrik", "pekerja, web")]
    finally:
        web.close()
        work.close()


@pytest.mark.long
def test_a_second_worker_by_mistake_is_turned_away_and_is_no_outage(folder: Path) -> None:
    one, other = Layanan(folder, "work"), Layanan(folder, "work")
    try:
        one.start()
        other.begin()
        assert other.process is not None and other.process.wait(90) == 1
        assert one.process is not None and one.process.poll() is None
        assert one.outages() == []
        assert one.rows("SELECT pid FROM denyut") == [(one.process.pid,)]
    finally:
        one.close()
        other.close()


def test_what_was_asked_is_counted_when_the_server_stops(folder: Path) -> None:
    web = Layanan(folder, "serve")
    try:
        web.start()
        for _ in range(7):
            assert web.ask("/masuk") == 200
        assert web.ask("/tidak-ada") == 404
        web.end(signal.SIGTERM)
        counted = dict(web.rows("SELECT halaman, jumlah FROM lama_halaman"))
        assert counted["masuk.show"] >= 7
        assert counted.keys() <= {"masuk.show", "sehat.show"}
    finally:
        web.close()


def back(folder: Path, change: str) -> None:
    with sqlite3.connect(folder / "ekinerja.db") as connection:
        connection.execute(f"UPDATE denyut SET {change}")
