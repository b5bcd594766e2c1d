"""Presensi manual: a day's attendance sheet with its letter, and the operator's word that the data are complete."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models import presensi_manual as verbs
from appliance.models.orang_opd import Anggota, cut, members
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, back, halaman, kantor, on_sheet
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("presensi_manual", __name__, url_prefix="/presensi-manual")
SHEET = 40  # people on one page


@bp.get("")
def index() -> Response:
    return _index(kantor(), 200, {}, {})


@bp.get("/baru")
def new() -> Response:
    day = Isian(request.args).hari_boleh("tanggal", "Tanggal") or actor().today
    return redirect_303(kantor().href(f"/presensi-manual/{day.isoformat()}", bulan=""))


@bp.get("/<tanggal:tanggal>")
def show(tanggal: date) -> Response:
    return _sheet(kantor(), tanggal, 200, None, {})


@bp.post("/<tanggal:tanggal>")
def fill(tanggal: date) -> Response:
    here = kantor()
    try:
        changed = _fill(here, tanggal, Isian(request.form))
    except Refused as refused:
        return _sheet(here, tanggal, 422, request.form, refused.errors)
    notice(f"Daftar hadir tersimpan: {changed} pegawai berubah." if changed else "Tidak ada yang berubah.")
    return back(here, f"/presensi-manual/{tanggal}", f"{tanggal:%Y-%m}", hal=request.args.get("hal", ""))


@bp.post("/pernyataan")
def declare() -> Response:
    here, isian = kantor(), Isian(request.form)
    try:
        day = isian.hari("sampai", "Sampai tanggal")
        nomor, alasan = isian.teks("nomor_surat", "Nomor surat"), isian.teks("alasan", "Keterangan", wajib=False)
        isian.done()
        fresh = verbs.declare(here.opd, day, nomor, alasan, pelaku())
    except Refused as refused:
        return _index(here, 422, request.form, refused.errors)
    notice("Pernyataan tersimpan. Hari-hari itu dinilai sekarang." if fresh else "Pernyataan ini sudah tersimpan.")
    return redirect_303(here.href("/presensi-manual", bulan=""))


def _fill(here: Kantor, tanggal: date, isian: Isian) -> int:
    nomor = isian.teks("nomor_surat", "Nomor surat")
    people = on_sheet(here.opd, tanggal, isian.form)
    marks = {one.id: _times(isian, one) for one in people}
    isian.done()
    return verbs.fill({one.id: one.nip for one in people}, tanggal, marks, nomor, pelaku())


def _times(isian: Isian, one: Anggota) -> verbs.Marks:
    come = isian.jam_boleh(f"m-{one.nip}", f"{one.nama}, masuk")
    return come, isian.jam_boleh(f"p-{one.nip}", f"{one.nama}, pulang")


def _index(here: Kantor, status: int, values: Any, errors: dict[str, str]) -> Response:
    who = viewer()
    may = who is not None and who.may("presensi_manual.fill", "POST")
    return page("presensi_manual/index.html", status, kantor=here, rows=verbs.declarations(here.opd.id), values=values,
                errors=errors, today=actor().today.isoformat(), may=may)  # fmt: skip


def _sheet(here: Kantor, tanggal: date, status: int, typed: Any, errors: dict[str, str]) -> Response:
    everybody = members(here.opd.id, tanggal, tanggal)
    shown, hal, pages = cut(everybody, halaman(), SHEET)
    values = typed if typed is not None else _stored(shown, tanggal)
    return page("presensi_manual/show.html", status, kantor=here, hari=tanggal, orang=shown, jumlah=len(everybody),
                hal=hal, pages=pages, errors=errors, values=values)  # fmt: skip


def _stored(shown: list[Any], tanggal: date) -> dict[str, str]:
    nips = {one.id: one.nip for one in shown}
    values: dict[str, str] = {}
    for row in verbs.rows(nips, tanggal):
        nip = nips[row.pegawai_id]
        values[f"m-{nip}"] = row.masuk.isoformat("minutes") if row.masuk else ""
        values[f"p-{nip}"] = row.pulang.isoformat("minutes") if row.pulang else ""
        values["nomor_surat"] = row.nomor_surat
    return values
