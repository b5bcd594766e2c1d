"""Imports of machines' files, as their office's operator lists them."""

from __future__ import annotations

from typing import Any

from appliance.models.impor import Impor
from appliance.models.mesin import Mesin
from appliance.models.presensi import Presensi


def imports_of(mesin_ids: Any) -> Any:
    """Imports into these machines (ids or a query of them) with their machine, the latest first."""
    rows: Any = Impor.select(Impor, Mesin).join(Mesin)
    return rows.where((Impor.jenis == "attlog") & Impor.mesin.in_(mesin_ids)).order_by(Impor.id.desc())


def only_from(impor: Impor) -> int:
    """How many punches stand by this import: those that taking it back may withdraw."""
    contact = (impor.pilihan or {}).get("pembacaan")
    return int(Presensi.select().where((Presensi.pembacaan == contact) & ~Presensi.ditarik).count())
