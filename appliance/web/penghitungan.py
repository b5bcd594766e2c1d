"""Computing a month of one office, of some, of all: asked for here, done by the worker."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.jobs.close import compute_later
from appliance.models.finalisasi import Unit
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import pelaku
from appliance.web.unit_bulan import chosen, home

bp = Blueprint("penghitungan", __name__, url_prefix="/finalisasi/<bulan:bulan>/hitung")


@bp.get("")
def new(bulan: str) -> Response:
    return page("penghitungan/new.html", bulan=bulan, units=_open(bulan))


@bp.post("")
def create(bulan: str) -> Response:
    units = _open(bulan)
    if not units:
        notice("Semua unit kerja itu sudah dikunci; tidak ada yang dihitung.", "info")
        return redirect_303(home(bulan))
    tugas = compute_later(bulan, [unit.opd.id for unit in units], pelaku())
    return redirect_303(f"/tugas/{tugas.id}")


def _open(bulan: str) -> list[Unit]:
    return [unit for unit in chosen(bulan) if not unit.terkunci]
