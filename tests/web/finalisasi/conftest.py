"""October 2026 of the whole cast is over; it is the 10th of November. `work` plays the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from appliance.box import Box
from appliance.jobs import close, documents, prove
from appliance.models import Peran, Tugas, db, sesi
from appliance.models.tugas import unfinished
from appliance.settings import load
from appliance.web import session
from tests.cast import SINCE, Cast
from tests.models.regency import LATER, everybody_present, judge, regency, with_predikat
from tests.web.conftest import Browser


@pytest.fixture
def cast(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """Everybody was always there; Siti is in the TPP team too, beside Tuti."""
    monkeypatch.setenv("EKINERJA_UJI", "1")
    monkeypatch.setenv("EKINERJA_SEKARANG", LATER.isoformat())
    cast = regency(own_folder)
    Peran.create(pengguna=cast.siti.pengguna, peran="tim_tpp", mulai=SINCE, nomor_surat="2")
    with_predikat(cast)
    everybody_present(cast)
    judge()
    yield cast
    db.close()


@pytest.fixture
def as_(app: Flask, cast: Cast) -> Callable[[str], Browser]:
    def signed_in(name: str) -> Browser:
        browser = app.test_client()
        assert isinstance(browser, Browser)
        browser.set_cookie(session.COOKIE, sesi.begin(cast.people[name].pengguna.id, LATER))
        return browser

    return signed_in


@pytest.fixture
def work(app: Flask) -> Callable[[], Tugas]:
    """Do every task that waits; returns the last."""

    def done() -> Tugas:
        last = None
        for last in list(unfinished()):
            if last.jenis == documents.JENIS:
                documents.run(last, Box(load().data, load()))
            else:
                (prove.run if last.jenis == prove.JENIS else close.run)(last)
        assert last is not None
        return Tugas.get_by_id(last.id)

    return done


@pytest.fixture
def tuti(as_: Callable[[str], Browser]) -> Browser:
    return as_("tuti")


@pytest.fixture
def locked(tuti: Browser, work: Callable[[], Tugas]) -> None:
    """Tuti locks the whole month."""
    page = tuti.get("/finalisasi/2026-10/kunci").text
    numbers = page.partition('name="angka" value="')[2].partition('"')[0]
    tuti.send("/finalisasi/2026-10/kunci", {"angka": numbers, "setuju": "ya"})
    work()
