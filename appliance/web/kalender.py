"""Kalender: the free days of a year, entered and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models import kalender_kelola as verbs
from appliance.models.kalender import JENIS
from appliance.models.refused import Refused
from appliance.web import teks
from appliance.web.isian import FIRST_YEAR, LAST_YEAR, Isian
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import may

bp = Blueprint("kalender", __name__, url_prefix="/kalender")
KATA = {"nasional": "Libur nasional", "cuti_bersama": "Cuti bersama", "daerah": "Libur daerah"}


@bp.get("")
def index() -> Response:
    return _page(200, {"jenis": "daerah"}, {})


@bp.post("")
def create() -> Response:
    isian = Isian(request.form)
    try:
        hari, nama = isian.hari("tanggal", "Tanggal"), isian.teks("nama", "Nama hari libur")
        jenis = isian.pilihan("jenis", "Jenis", JENIS)
        isian.done()
        changed = verbs.set_day(hari, nama, jenis, pelaku())
    except Refused as refused:
        return _page(422, request.form, refused.errors)
    notice(f"{teks.tanggal(hari)}: {nama}. Hari itu dinilai ulang." if changed else "Tidak ada yang berubah.")
    return redirect_303(f"/kalender?tahun={hari.year}")


@bp.post("/<tanggal:tanggal>/tarik")
def withdraw(tanggal: date) -> Response:
    try:
        verbs.withdraw_day(tanggal, pelaku())
        notice(f"{teks.tanggal(tanggal)} bukan lagi hari libur dan dinilai ulang.", "info")
    except Refused as refused:
        notice(refused.errors[""], "info")
    return redirect_303(f"/kalender?tahun={tanggal.year}")


def _year() -> int:
    text = request.args.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) <= len("2026") else actor().today.year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _page(status: int, values: Any, errors: dict[str, str]) -> Response:
    tahun = _year()
    return page("kalender/index.html", status, tahun=tahun, rows=verbs.days_of(tahun), kata=KATA, values=values,
                errors=errors, may=may)  # fmt: skip
