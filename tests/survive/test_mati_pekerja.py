"""The power goes in the middle of each job of the worker. Afterwards all is as after a quiet run, and nothing twice.

Locking and reading machines have their own: tests/jobs/test_mati_listrik.py.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from appliance.jobs import approve
from appliance.models import Opd, db
from appliance.models.penguncian import lock_offices
from tests.jobs.pasukan import LAST_MONTH, copy, kill_after, moments, regency, run_until, use
from tests.models.regency import ROOT
from tests.survive.pekerjaan import JOBS, Pekerjaan, sound

pytestmark = pytest.mark.usefixtures("closed_after")
SEED = 20261126
LIMIT = 300  # seconds: a neighbour may have the core


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """600 people, one of their six offices locked."""
    folder = tmp_path_factory.mktemp("mati") / "data"
    regency(folder)
    lock_offices(LAST_MONTH, [Opd.get(Opd.kode == "k0")], ROOT)
    db.close()
    return folder


def survives(job: Pekerjaan, whole: Path, work: Path, patch: pytest.MonkeyPatch, times: int) -> None:
    calm = use(copy(whole, work / "tenang"), patch)
    job.ask(calm)
    seconds = run_until(calm, job.done, LIMIT)
    expected = job.outcome(calm)
    assert expected
    for number, moment in enumerate(moments(seconds, times, SEED)):
        dark = use(copy(whole, work / f"gelap{number}"), patch)
        job.ask(dark)
        kill_after(dark, moment)
        if job is JOBS["approve"]:
            approve.approve_by_rule()  # the next night
        run_until(dark, job.done, LIMIT)
        assert job.outcome(dark) == expected, f"killed after {moment:.2f} of {seconds:.2f} s"
        assert sound() == []
        with sqlite3.connect(f"file:{dark}/ekinerja.db?mode=ro", uri=True) as look:
            assert look.execute("PRAGMA quick_check").fetchone() == ("ok",)


@pytest.mark.parametrize("name", JOBS)
def test_a_kill_in_the_middle_of_each_job(
    name: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survives(JOBS[name], whole, tmp_path, monkeypatch, 1)


@pytest.mark.long
@pytest.mark.parametrize("name", JOBS)
def test_ten_kills_in_each_job(name: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survives(JOBS[name], whole, tmp_path, monkeypatch, 10)
