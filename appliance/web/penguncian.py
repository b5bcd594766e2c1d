"""Locking: named in numbers first, confirmed, then done by the worker office by office."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.jobs.close import lock_later
from appliance.models.finalisasi import DIPERIKSA, Unit, undecided, waiting
from appliance.models.penguncian import BelumBoleh, refuse_early
from appliance.models.peraturan import rak
from appliance.models.persetujuan_batas import cut_off
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.render import page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import chosen

bp = Blueprint("penguncian", __name__, url_prefix="/finalisasi/<bulan:bulan>/kunci")


@bp.get("")
def new(bulan: str) -> Response:
    return _page(bulan, _open(bulan), 200, {}, {})


@bp.post("")
def create(bulan: str) -> Response:
    units, isian = _open(bulan), Isian(request.form)
    try:
        reason = _reason(bulan, units, isian)
    except Refused as refused:
        return _page(bulan, units, 422, request.form, refused.errors)
    tugas = lock_later(bulan, [unit.opd.id for unit in units], pelaku(), reason=reason)
    return redirect_303(f"/tugas/{tugas.id}")


def numbers(units: list[Unit]) -> dict[str, int]:
    """What locking would fix, as the confirmation names it."""
    return {
        "unit": len(units), "orang": sum(unit.orang - unit.kurang for unit in units),
        "tpp": sum(unit.tpp for unit in units), "kurang": sum(unit.kurang for unit in units),
        "data_kurang": sum(unit.data_kurang for unit in units),
        "belum_diperiksa": sum(unit.tahap < DIPERIKSA for unit in units),
    }  # fmt: skip


def _open(bulan: str) -> list[Unit]:
    return [unit for unit in chosen(bulan) if not unit.terkunci]


def _reason(bulan: str, units: list[Unit], isian: Isian) -> str:
    """Why people are left out, if any are. Raises Refused when it may not be locked or is not what was confirmed."""
    count, reason = numbers(units), ""
    obstacle = _obstacle(bulan)
    if obstacle or not units:
        raise Refused({"": obstacle or "Tidak ada unit kerja yang dapat dikunci."})
    if isian.form.get("angka") != f"{count['orang']}/{count['tpp']}":
        raise Refused({"": "Angkanya berubah sejak halaman ini dibuka. Periksa kembali, lalu kirim lagi."})
    if count["kurang"] or count["data_kurang"]:
        reason = isian.teks("alasan", "Alasan")
    isian.pilihan("setuju", "bahwa totalnya sudah diperiksa", ("ya",))
    isian.done()
    return reason


def _obstacle(bulan: str) -> str:
    """What keeps the whole month open for now."""
    busy = waiting(bulan)
    if busy:
        return f"TPP {busy} pegawai sedang dihitung ulang karena datanya berubah. Tunggu sebentar, lalu muat ulang."
    try:
        refuse_early(bulan, rak(), actor().today)
    except BelumBoleh as early:
        text = str(early)
        return text[:1].upper() + text[1:] + "."
    left = undecided(bulan) if cut_off(bulan, rak()) is not None else 0
    return (
        f"{left} laporan belum diputus atasannya. Tekan Hitung: laporan itu disetujui menurut aturan." if left else ""
    )


def _page(bulan: str, units: list[Unit], status: int, values: Any, errors: dict[str, str]) -> Response:
    return page("penguncian/new.html", status, bulan=bulan, units=units, angka_=numbers(units), values=values,
                errors=errors, halangan=_obstacle(bulan))  # fmt: skip
