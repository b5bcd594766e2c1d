"""Opening a locked month again before it is paid: asked with a reason by one, agreed by another of the TPP team."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models.finalisasi import Unit
from appliance.models.pembukaan import TidakBoleh, agree_to_reopen, ask_to_reopen, refuse_to_reopen
from appliance.models.penutupan import Pembukaan
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import pelaku
from appliance.web.unit_bulan import home, locked

bp = Blueprint("pembukaan", __name__, url_prefix="/finalisasi/<bulan:bulan>/unit/<kode>/buka")


@bp.get("")
def new(bulan: str, kode: str) -> Response:
    unit, _ = locked(bulan, kode)
    return _page(bulan, unit, 200, {}, {})


@bp.post("")
def create(bulan: str, kode: str) -> Response:
    unit, closing = locked(bulan, kode)
    try:
        ask_to_reopen(closing, request.form.get("alasan", "")[:500], pelaku())
    except TidakBoleh as reason:
        field = "alasan" if "Alasan" in str(reason) else ""
        return _page(bulan, unit, 422, request.form, {field: str(reason)})
    notice("Permintaan dicatat. Anggota Tim TPP lain memutuskannya.")
    return redirect_303(home(bulan, kode))


@bp.post("/<int:nomor>/setuju")
def agree(bulan: str, kode: str, nomor: int) -> Response:
    return _decide(bulan, kode, nomor, agree_to_reopen, "Bulan ini dibuka kembali; versi sebelumnya tetap disimpan.")


@bp.post("/<int:nomor>/tolak")
def refuse(bulan: str, kode: str, nomor: int) -> Response:
    return _decide(bulan, kode, nomor, refuse_to_reopen, "Permintaan ditolak; bulan ini tetap terkunci.")


def _decide(bulan: str, kode: str, nomor: int, verb: Any, said: str) -> Response:
    _, closing = locked(bulan, kode)
    mine = Pembukaan.select().where((Pembukaan.id == nomor) & (Pembukaan.penutupan == closing))
    try:
        verb(find_or_404(mine), pelaku())
        notice(said)
    except TidakBoleh as reason:
        notice(str(reason), "bad")
    return redirect_303(home(bulan, kode))


def _page(bulan: str, unit: Unit, status: int, values: Any, errors: dict[str, str]) -> Response:
    return page("pembukaan/new.html", status, bulan=bulan, unit=unit, values=values, errors=errors)
