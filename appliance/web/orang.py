"""Whose page it is: one's own, or that of somebody whom the actor may see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from appliance.access import find_or_404
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.rules import bulan as months
from appliance.web.session import actor


@dataclass(frozen=True, slots=True)
class Orang:
    """The person of a page; `jalan` is the beginning of its addresses, `lain` whether it is somebody else's."""

    id: int
    nip: str
    nama: str
    opd_id: int | None
    jalan: str
    lain: bool


def own() -> Orang:
    """The actor's own page."""
    who = actor()
    return Orang(who.pegawai_id or 0, who.nip or "", who.nama, who.opd_id, "", lain=False)


def other(nip: str, bulan: str) -> Orang:
    """The page of somebody placed where the actor may look since that month began; else NotVisible. One query."""
    found: Pegawai = find_or_404(actor().pegawai(months.first(bulan)).where(Pegawai.nip == nip))
    return Orang(found.id, nip, found.nama, None, f"/pegawai/{nip}", lain=True)


def placed(orang: Orang) -> Orang:
    """The same with the office of today's placement, or of the last one. One query."""
    begun = (Penempatan.pegawai == orang.id) & (Penempatan.mulai <= actor().today)
    newest = Penempatan.select(Penempatan.opd).where(begun).order_by(Penempatan.mulai.desc()).limit(1)
    return replace(orang, opd_id=newest.scalar())
