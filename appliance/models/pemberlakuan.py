"""A draft decree put in force by a second person. A draft is never edited nor thrown away: it just binds nobody."""

from __future__ import annotations

from appliance.models.jejak import Pelaku
from appliance.models.peraturan import PeraturanTeks, enact
from appliance.models.refused import Refused
from appliance.rules.peraturan import PeraturanKeliru


def agree(stored: PeraturanTeks, pelaku: Pelaku) -> bool:
    """Put a draft in force by another person than who proposed it; False when it already is. Raises Refused."""
    proposer = stored.pengaju.id if stored.pengaju else None
    if proposer is not None and proposer == pelaku.pengguna_id:
        raise Refused({"": "Rancangan diberlakukan orang lain, bukan yang mengunggahnya."})
    try:
        return enact(stored, pelaku)
    except PeraturanKeliru as wrong:
        raise Refused({"": " ".join(f"{fault.kunci}: {fault.alasan}." for fault in wrong.tolakan)}) from wrong
