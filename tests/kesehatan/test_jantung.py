"""The thread that beats: it outlives what fails, carries what was counted, and says goodbye only when told to go."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from peewee import OperationalError

from appliance import cli
from appliance.kesehatan.jantung import Jantung
from appliance.models import GangguanKotak, db, denyut
from appliance.models.denyut import Denyut
from tests.cast import NOW, Cast


@pytest.fixture
def quick(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denyut, "EVERY", 0.02)


def test_it_carries_along_what_was_counted_and_once_more_at_the_end(quick: None) -> None:
    carried = threading.Semaphore(0)
    with Jantung("web", carried.release):
        assert carried.acquire(timeout=20)
        assert Denyut.get().berhenti is None
        assert Denyut.get().memori > 0
    assert Denyut.get().berhenti == NOW


def test_a_disk_that_refuses_stops_neither_it_nor_the_service(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = threading.Semaphore(0)

    def refused() -> None:
        tried.release()
        raise OperationalError("database or disk is full")

    with Jantung("web", refused) as heart:
        assert tried.acquire(timeout=20)
        assert tried.acquire(timeout=20)
        assert heart._thread.is_alive()
    assert Denyut.get().berhenti == NOW


def test_what_ends_by_an_exception_has_not_said_goodbye(quick: None) -> None:
    with pytest.raises(ZeroDivisionError), Jantung("web", lambda: None):
        raise ZeroDivisionError
    assert Denyut.get().berhenti is None


def test_leaving_by_sigterm_is_in_order(quick: None) -> None:
    with pytest.raises(SystemExit), Jantung("pekerja", lambda: None):
        raise SystemExit(0)
    assert Denyut.get().berhenti == NOW


def test_told_to_stop_while_it_begins_is_in_order_too(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(self: Jantung) -> None:
        raise SystemExit(0)

    monkeypatch.setattr(Jantung, "_beat", told)
    with pytest.raises(SystemExit), Jantung("pekerja", lambda: None):
        raise AssertionError("it did not begin")
    assert Denyut.get().berhenti == NOW


def test_the_command_says_the_same_and_counts_as_failed_when_something_is_urgent(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    GangguanKotak.create(mulai=NOW - timedelta(hours=1), sebab="kabel")
    db.close()
    assert cli.main(["kesehatan"]) == 1
    said = capsys.readouterr().out
    assert "harus dibetulkan" in said.splitlines()[0]
    assert "[betulkan] Gangguan: kabel jaringan kotak terlepas" in said
    assert "Server web: belum pernah berjalan" in said
