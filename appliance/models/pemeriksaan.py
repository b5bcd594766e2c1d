"""The TPP team's word that it looked at an office's computed month."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.models.base import db
from appliance.models.finalisasi import DIHITUNG, Unit
from appliance.models.jejak import Pelaku
from appliance.models.langkah import take
from appliance.models.refused import Refused

PEMERIKSAAN = "pemeriksaan"


def may_be_checked(unit: Unit) -> bool:
    """Computed, and not checked yet; what changed since is looked at again."""
    return unit.tahap == DIHITUNG


def check(bulan: str, units: Sequence[Unit], pelaku: Pelaku) -> int:
    """Mark offices as checked; those that are so already stay. Returns how many. Raises Refused when one is not yet
    computed: then none is marked."""
    early = [unit.opd.nama for unit in units if unit.tahap < DIHITUNG]
    if early:
        raise Refused({"": f"Belum dihitung: {', '.join(early[:5])}{' …' if len(early) > 5 else ''}."})
    fresh = [unit for unit in units if may_be_checked(unit)]
    with db.atomic():
        for unit in fresh:
            take(bulan, unit.opd.id, PEMERIKSAAN, pelaku)
    return len(fresh)
