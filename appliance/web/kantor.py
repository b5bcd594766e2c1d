"""Which office and which month an officer's page is about, as its address says; only offices of the actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request
from werkzeug.wrappers import Response

from appliance.access import NotVisible
from appliance.models.opd import Opd
from appliance.models.orang_opd import Anggota, members
from appliance.models.pegawai import Pegawai
from appliance.models.penutupan import current
from appliance.models.refused import Refused
from appliance.rules import bulan as months
from appliance.web.render import notice, redirect_303
from appliance.web.session import actor, viewer


@dataclass(frozen=True, slots=True)
class Kantor:
    """The office of a page, the month that it shows, and the other offices that may be chosen."""

    opd: Opd
    pilihan: list[tuple[str, str]]
    bulan: str

    @property
    def mulai(self) -> date:
        return months.first(self.bulan)

    @property
    def selesai(self) -> date:
        return months.last(self.bulan)

    def href(self, path: str, **more: Any) -> str:
        """`path` for this office, and this month unless `more` says another."""
        given = {"opd": self.opd.kode, "bulan": self.bulan, **more}
        return f"{path}?{urlencode({name: value for name, value in given.items() if value not in ('', None)})}"

    def ways(self, path: str) -> dict[str, str]:
        """The months beside this one."""
        here = self.bulan
        return {"before": self.href(path, bulan=months.prev(here)), "after": self.href(path, bulan=months.next(here))}


def kantor() -> Kantor:
    """The office that the address names, else one's own, else the first. One query; NotVisible for another's."""
    offices = list(actor().opd().order_by(Opd.nama))
    kode = request.values.get("opd", "")
    opd = _named(offices, kode) if kode else _own(offices)
    return Kantor(opd, [(o.kode, o.nama) for o in offices], bulan())


def back(here: Kantor, path: str, bulan: str, **more: Any) -> Response:
    """To the list after a change; where the month is locked, with a word on what becomes of it."""
    if current(bulan, here.opd.id) is not None:
        notice("Bulan itu sudah dikunci: selisihnya menjadi kekurangan atau kelebihan TPP.", "warn")
    return redirect_303(here.href(path, **{"bulan": bulan, **more}))


def bulan() -> str:
    """The month of the address, else the running one."""
    try:
        return months.parse(request.values.get("bulan", ""))
    except ValueError:
        return months.of(actor().today)


def halaman() -> int:
    text = request.args.get("hal", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _named(offices: Sequence[Opd], kode: str) -> Opd:
    for opd in offices:
        if opd.kode == kode:
            return opd
    raise NotVisible


def _own(offices: Sequence[Opd]) -> Opd:
    who = viewer()
    own = who.opd_id if who else None
    if not offices:
        raise NotVisible
    return next((opd for opd in offices if opd.id == own), offices[0])


def chosen(opd: Opd, nips: Sequence[str], mulai: date, selesai: date) -> list[Anggota]:
    """The people that a form names, placed in the office in that time.

    Raises NotVisible for one whom the actor may not see at all, Refused on `nip` for one who serves elsewhere then.
    """
    found = members(opd.id, mulai, selesai, nips=nips)
    missing = set(nips) - {one.nip for one in found}
    if not missing:
        return found
    visible = list(actor().pegawai(mulai).where(Pegawai.nip.in_(sorted(missing))))
    if len(visible) < len(missing):
        raise NotVisible
    names = ", ".join(one.nama for one in visible)
    raise Refused({"nip": f"{names} tidak ditempatkan di {opd.nama} pada tanggal itu."})


def on_sheet(opd: Opd, hari: date, form: Any) -> list[Anggota]:
    """Those who stood on the sheet that was sent back: its field `ada` names them.

    Raises Refused when somebody of them is no longer in the office on that day: the sheet is stale.
    """
    wanted = set(form.get("ada", "").split())
    found = [one for one in members(opd.id, hari, hari) if one.nip in wanted]
    if not found or len(found) < len(wanted):
        raise Refused({"": "Daftar pegawai berubah sejak halaman ini dibuka. Periksa kembali, lalu kirim lagi."})
    return found
