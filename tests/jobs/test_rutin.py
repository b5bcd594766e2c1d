"""The timetable: what was due, what ran, what a night without power left out; by the office's wall clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from appliance.jobs import approve, judge, kesehatan, rutin  # noqa: F401 - importing a job registers it
from appliance.jobs.queue import huey, wall
from appliance.models.pekerjaan_rutin import PekerjaanRutin
from tests.cast import Cast
from tests.web.conftest import cast

__all__ = ["cast"]

UTC_NOW = datetime(2026, 10, 19, 2, 30)  # 09.30 in Mukomuko
NOW = datetime(2026, 10, 19, 9, 30)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    rutin._runs.clear()
    rutin._looked.clear()
    yield
    rutin._runs.clear()
    rutin._looked.clear()


def due(nama: str) -> datetime | None:
    row = PekerjaanRutin.get_or_none(PekerjaanRutin.nama == nama)
    return row.giliran if row else None


def test_the_night_is_the_offices_night(monkeypatch: pytest.MonkeyPatch) -> None:
    nightly = wall(minute="20", hour="0")
    assert nightly(datetime(2026, 10, 18, 17, 20))  # 00.20 WIB
    assert not nightly(datetime(2026, 10, 19, 0, 20))  # 07.20 WIB, when everybody comes
    monkeypatch.setenv("EKINERJA_ZONA", "WIT")
    assert nightly(datetime(2026, 10, 18, 15, 20))


def test_approval_by_rule_runs_at_night() -> None:
    (task,) = [task for task in huey._registry.periodic_tasks if task.name == "approve_by_rule"]
    assert [hour for hour in range(24) if task.validate_datetime(datetime(2026, 10, 19, hour, 20))] == [17]


def test_what_is_due_each_minute_is_due_this_minute(cast: Cast) -> None:
    rutin.keep_timetable(NOW, UTC_NOW)
    assert due("judge_marked") == NOW
    assert due("approve_by_rule") is None  # never known: nothing was missed


def test_a_turn_missed_while_the_box_was_off_is_found_at_the_next_start(cast: Cast) -> None:
    PekerjaanRutin.create(nama="approve_by_rule", giliran=NOW - timedelta(days=1), mulai=NOW - timedelta(days=1))
    rutin.keep_timetable(NOW, UTC_NOW)
    assert due("approve_by_rule") == datetime(2026, 10, 19, 0, 20)


def test_work_of_a_former_version_is_forgotten(cast: Cast) -> None:
    PekerjaanRutin.create(nama="lama_sekali", giliran=NOW)
    rutin.keep_timetable(NOW, UTC_NOW)
    assert due("lama_sekali") is None


def test_a_run_is_noted_with_its_end_and_a_breakdown_by_its_class(cast: Cast) -> None:
    (task,) = [task for task in huey._registry.periodic_tasks if task.name == "judge_marked"]
    rutin.began("", task)
    rutin.failed("", task, OSError("198203042006042001"))
    rutin.keep_timetable(NOW, UTC_NOW)
    row = PekerjaanRutin.get(nama="judge_marked")
    assert (row.mulai, row.galat) == (NOW, "OSError")
    rutin.began("", task)
    rutin.ended("", task)
    rutin.keep_timetable(NOW, UTC_NOW)
    assert PekerjaanRutin.get(nama="judge_marked").galat == ""
