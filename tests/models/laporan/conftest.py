"""October under the regency's decrees, with Siti's targets and a folder for evidence."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from appliance.models import Skp, bukti_dukung
from appliance.models.jejak import Pelaku
from appliance.models.laporan_tulis import IsiLaporan
from tests.cast import NOW, TODAY, Cast, build
from tests.oktober import live

MORNING = {"tanggal": TODAY, "mulai": time(7, 30), "selesai": time(9), "uraian": "Menyusun rencana kerja"}


@pytest.fixture
def cast(own_folder: Path) -> Cast:
    cast = build(own_folder)
    bukti_dukung.bind(own_folder / "bukti")
    live(cast)
    Skp.create(pegawai=cast.siti.pegawai, bulan="2026-10", butir="1", rhk="Rencana kerja", indikator="Dokumen",
               satuan="dokumen", target=Decimal(4))  # fmt: skip
    return cast


@pytest.fixture
def siti(cast: Cast) -> Pelaku:
    return by(cast)


def by(cast: Cast, name: str = "siti", at: datetime = NOW) -> Pelaku:
    return Pelaku(cast.people[name].pengguna.id, cast.people[name].pegawai.nama, "uji", at)


def report(**changed: Any) -> IsiLaporan:
    return IsiLaporan(**{**MORNING, **changed})
