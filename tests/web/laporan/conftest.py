"""October so far, with Siti on her phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from appliance.models import Laporan
from tests.cast import NOW, Cast
from tests.oktober import live
from tests.web.conftest import Browser

FIELDS = {"tanggal": "2026-10-19", "mulai": "07:30", "selesai": "09:00", "uraian": "Rapat rencana kerja"}


@pytest.fixture
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


@pytest.fixture
def siti(october: Cast, as_: Callable[[str], Browser]) -> Browser:
    return as_("siti")


def fields(**changed: Any) -> dict[str, Any]:
    return {**FIELDS, **changed}


def write(cast: Cast, name: str, day: date, **more: object) -> Laporan:
    """A report of two hours as it stands in the record, whatever the law would say of it."""
    columns = {"mulai": time(8), "selesai": time(10), "uraian": "Verifikasi berkas", **more}
    row: Laporan = Laporan.create(pegawai=cast.people[name].pegawai, tanggal=day, dikirim=NOW, **columns)
    return row
