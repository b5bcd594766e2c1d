"""The regency's own pages, on the 19th of October. `work` plays the worker; Siti is in the TPP team beside Tuti."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from appliance.box import Box
from appliance.jobs import chain, impor
from appliance.models.pengguna import Peran
from appliance.models.tugas import Tugas, unfinished
from appliance.settings import load
from tests.cast import SINCE, Cast
from tests.web.conftest import Browser


@pytest.fixture
def work(app: Flask) -> Callable[[], Tugas]:
    def done() -> Tugas:
        found = list(unfinished())
        for tugas in found:
            if tugas.jenis in impor.KINDS:
                impor.run(tugas, Box(load().data, load()))
            else:
                chain.run(tugas)
        again: Tugas = Tugas.get_by_id(found[-1].id)
        return again

    return done


@pytest.fixture
def made(as_: Callable[[str], Browser]) -> Browser:
    return as_("made")


@pytest.fixture
def tuti(as_: Callable[[str], Browser]) -> Browser:
    return as_("tuti")


@pytest.fixture
def siti(as_: Callable[[str], Browser], cast: Cast) -> Browser:
    Peran.create(pengguna=cast.siti.pengguna, peran="tim_tpp", mulai=SINCE, nomor_surat="2")
    return as_("siti")
