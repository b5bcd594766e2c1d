"""Which office's month a page of the finalisation is about, and which offices a form names; only the actor's."""

from __future__ import annotations

from flask import request

from appliance.access import NotVisible, find_or_404
from appliance.models.finalisasi import Unit, overview
from appliance.models.opd import Opd
from appliance.models.penutupan import Penutupan
from appliance.web.session import actor, viewer


def unit_of(bulan: str, kode: str) -> Unit:
    """The office's month. NotVisible for another's office, and for one that pays nobody then."""
    opd = find_or_404(actor().opd().where(Opd.kode == kode))
    found = overview(bulan, [opd])
    if not found:
        raise NotVisible
    return found[0]


def locked(bulan: str, kode: str) -> tuple[Unit, Penutupan]:
    """The same with its closing. NotVisible while the month is open."""
    unit = unit_of(bulan, kode)
    if unit.penutupan is None:
        raise NotVisible
    return unit, unit.penutupan


def all_units(bulan: str) -> list[Unit]:
    return overview(bulan, list(actor().opd().order_by(Opd.nama)))


def chosen(bulan: str) -> list[Unit]:
    """The offices that the form names, all when it names none. NotVisible when one of them is not the actor's."""
    named = set(request.values.getlist("opd"))
    units = all_units(bulan)
    if named - {unit.opd.kode for unit in units}:
        raise NotVisible
    return [unit for unit in units if not named or unit.opd.kode in named]


def home(bulan: str, kode: str = "") -> str:
    """The address of the month, or of one office's."""
    return f"/finalisasi/{bulan}" + (f"/unit/{kode}" if kode else "")


def may(endpoint: str) -> bool:
    """Whether the viewer may send that form; what the viewer may not is not offered."""
    who = viewer()
    return who is not None and who.may(endpoint, "POST")


def may_read(endpoint: str) -> bool:
    who = viewer()
    return who is not None and who.may(endpoint)
