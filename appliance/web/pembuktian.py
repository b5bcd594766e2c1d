"""Buktikan: the last proof of a locked month, its later differences (Kekurangan, Kelebihan TPP), and a new proof."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.jobs.prove import JENIS, prove_later
from appliance.models.tugas_bulan import newest
from appliance.web.render import page, redirect_303
from appliance.web.session import pelaku
from appliance.web.unit_bulan import locked, may

bp = Blueprint("pembuktian", __name__, url_prefix="/finalisasi/<bulan:bulan>/unit/<kode>/bukti")


@bp.get("")
def show(bulan: str, kode: str) -> Response:
    unit, closing = locked(bulan, kode)
    tugas = newest(JENIS, {"bulan": bulan, "opd": [unit.opd.id]})
    done = tugas is not None and tugas.keadaan == "selesai"
    found = tugas.hasil["unit"][0] if done and tugas and tugas.hasil["unit"] else None
    fresh = found if found and found["versi"] == closing.versi else None
    return page("pembuktian/show.html", bulan=bulan, unit=unit, tugas=tugas, hasil=fresh, may=may)


@bp.post("")
def create(bulan: str, kode: str) -> Response:
    unit, _ = locked(bulan, kode)
    tugas = prove_later(bulan, [unit.opd.id], pelaku())
    return redirect_303(f"/tugas/{tugas.id}")
