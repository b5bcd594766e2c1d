"""Apel and upacara: a sheet for each day, on which those who were not there are ticked."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models import apel as verbs
from appliance.models.apel import JENIS
from appliance.models.orang_opd import Anggota, cut, members
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, back, halaman, kantor, on_sheet
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("apel", __name__, url_prefix="/apel")
SHEET = 100  # people on one page


@bp.get("")
def index() -> Response:
    here = kantor()
    who = viewer()
    rows = verbs.sheets(here.opd.id, here.mulai, here.selesai)
    may = who is not None and who.may("apel.fill", "POST")
    return page("apel/index.html", kantor=here, rows=rows, jenis=JENIS, may=may, today=actor().today)


@bp.get("/baru")
def new() -> Response:
    isian = Isian(request.args)
    day = isian.hari_boleh("tanggal", "Tanggal") or actor().today
    return redirect_303(kantor().href(f"/apel/{day.isoformat()}", bulan=""))


@bp.get("/<tanggal:tanggal>")
def show(tanggal: date) -> Response:
    return _sheet(kantor(), tanggal, 200, {}, {})


@bp.post("/<tanggal:tanggal>")
def fill(tanggal: date) -> Response:
    here = kantor()
    try:
        come, away = _fill(here, tanggal, Isian(request.form))
    except Refused as refused:
        return _sheet(here, tanggal, 422, request.form, refused.errors)
    notice(f"Apel tersimpan: {come} hadir, {away} tidak hadir.")
    return back(here, "/apel", f"{tanggal:%Y-%m}")


@bp.post("/<tanggal:tanggal>/tarik")
def withdraw(tanggal: date) -> Response:
    here = kantor()
    people = {one.id: one.nip for one in members(here.opd.id, tanggal, tanggal)}
    gone = verbs.withdraw(people, tanggal, pelaku())
    notice(f"Daftar apel hari itu ditarik: {gone} catatan. Hari-harinya dinilai ulang.")
    return back(here, "/apel", f"{tanggal:%Y-%m}")


def _fill(here: Kantor, tanggal: date, isian: Isian) -> tuple[int, int]:
    jenis = isian.pilihan("jenis", "Jenis", JENIS)
    isian.done()
    people = on_sheet(here.opd, tanggal, isian.form)
    away = set(isian.form.getlist("tidak"))
    absent = {one.id for one in people if one.nip in away}
    return verbs.fill({one.id: one.nip for one in people}, tanggal, jenis, absent, pelaku())


def _sheet(here: Kantor, tanggal: date, status: int, values: Any, errors: dict[str, str]) -> Response:
    everybody = members(here.opd.id, tanggal, tanggal)
    shown, hal, pages = cut(everybody, halaman(), SHEET)
    away = set(request.form.getlist("tidak")) if errors else _away(shown, tanggal)
    stored = any(row.tanggal == tanggal for row in verbs.sheets(here.opd.id, tanggal, tanggal))
    return page("apel/show.html", status, kantor=here, hari=tanggal, orang=shown, jumlah=len(everybody), hal=hal,
                pages=pages, away=away, values=values or {"jenis": "apel"}, errors=errors, stored=stored,
                choices=list(JENIS.items()))  # fmt: skip


def _away(shown: list[Anggota], tanggal: date) -> set[str]:
    absent = verbs.absent([one.id for one in shown], tanggal)
    return {one.nip for one in shown if one.id in absent}
