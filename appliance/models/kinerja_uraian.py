"""Telling a person's kinerja% of a month: from the locked facts and decrees where there are such, else from today's."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.fakta_json import unpack
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.peraturan import rak
from appliance.rules.kinerja_uraian import UraianKinerja, derive


class KinerjaBulan(NamedTuple):
    """The telling, and when the month was locked (None: from today's facts)."""

    uraian: UraianKinerja
    terkunci: datetime | None


def performance_of(pegawai_id: int, bulan: str) -> KinerjaBulan | None:
    """None when the person serves nowhere in the month. Raises EntriTiadaAda where a decree lacks an entry."""
    locked = _locked(pegawai_id, bulan)
    if locked is not None:
        blob, decrees, when = locked
        return KinerjaBulan(derive(unpack(blob), rak(decrees), perkiraan=False), when)
    shelf = rak()
    month = FaktaBulan([pegawai_id], bulan, money=False).of(pegawai_id, shelf)
    return KinerjaBulan(derive(month, shelf, perkiraan=True), None) if month.penempatan else None


def _locked(pegawai_id: int, bulan: str) -> Any:
    own = (HasilTpp.pegawai == pegawai_id) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null()
    rows: Any = HasilTpp.select(HasilTpp.fakta, Penutupan.peraturan, Penutupan.kapan).join(Penutupan).where(own)
    return rows.order_by(HasilTpp.id.desc()).tuples().first()
