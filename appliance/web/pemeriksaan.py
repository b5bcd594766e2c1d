"""Diperiksa: the TPP team says that it looked at the computed month of one office, of some, of all."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.models.finalisasi import Unit
from appliance.models.pemeriksaan import check, may_be_checked
from appliance.models.refused import Refused
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import pelaku
from appliance.web.unit_bulan import chosen, home

bp = Blueprint("pemeriksaan", __name__, url_prefix="/finalisasi/<bulan:bulan>/periksa")


@bp.get("")
def new(bulan: str) -> Response:
    return _page(bulan, chosen(bulan), 200, {})


@bp.post("")
def create(bulan: str) -> Response:
    units = [unit for unit in chosen(bulan) if not unit.terkunci]
    try:
        done = check(bulan, units, pelaku())
    except Refused as refused:
        return _page(bulan, units, 422, refused.errors)
    notice(f"{done} unit kerja ditandai sudah diperiksa." if done else "Tidak ada yang perlu ditandai.")
    return redirect_303(home(bulan))


def _page(bulan: str, units: list[Unit], status: int, errors: dict[str, str]) -> Response:
    ready = [unit for unit in units if may_be_checked(unit)]
    return page("pemeriksaan/new.html", status, bulan=bulan, units=ready, errors=errors)
