"""Dibayar: the bendahara notes date and number of the payment of a locked month."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models.finalisasi import Unit
from appliance.models.pembukaan import TidakBoleh, pay
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import home, locked

bp = Blueprint("pembayaran", __name__, url_prefix="/finalisasi/<bulan:bulan>/unit/<kode>/bayar")


@bp.get("")
def new(bulan: str, kode: str) -> Response:
    unit, _ = locked(bulan, kode)
    return _page(bulan, unit, 200, {"tanggal": actor().today.isoformat()}, {})


@bp.post("")
def create(bulan: str, kode: str) -> Response:
    (unit, closing), isian = locked(bulan, kode), Isian(request.form)
    try:
        tanggal, nomor = isian.hari("tanggal", "Tanggal bayar"), isian.teks("nomor", "Nomor SP2D")
        isian.done()
        _pay(closing, tanggal, nomor)
    except Refused as refused:
        return _page(bulan, unit, 422, request.form, refused.errors)
    notice(f"Dicatat dibayar dengan nomor {nomor}. Bulan ini tidak dibuka lagi.")
    return redirect_303(home(bulan, kode))


def _pay(closing: Any, tanggal: Any, nomor: str) -> None:
    try:
        pay(closing, tanggal, nomor, pelaku())
    except TidakBoleh as reason:
        raise Refused({"tanggal" if str(reason).startswith("Tanggal") else "": str(reason)}) from reason


def _page(bulan: str, unit: Unit, status: int, values: Any, errors: dict[str, str]) -> Response:
    return page("pembayaran/new.html", status, bulan=bulan, unit=unit, values=values, errors=errors)
