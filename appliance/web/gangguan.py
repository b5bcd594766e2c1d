"""Gangguan: outages that protect everybody of an office, written with their letter, finished, taken back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models import gangguan as verbs
from appliance.models.gangguan import Gangguan
from appliance.models.opd import Opd
from appliance.models.orang_opd import members
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, back, kantor
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, now, pelaku, viewer

bp = Blueprint("gangguan", __name__, url_prefix="/gangguan")


@bp.get("")
def index() -> Response:
    here = kantor()
    rows = verbs.of_office(here.opd.id, here.mulai, here.selesai)
    return page("gangguan/index.html", kantor=here, rows=rows, may=may_write())


@bp.get("/baru")
def new() -> Response:
    return page("gangguan/new.html", kantor=kantor(), values={}, errors={})


@bp.post("")
def create() -> Response:
    here = kantor()
    try:
        fresh = _report(here, Isian(request.form))
    except Refused as refused:
        return page("gangguan/new.html", 422, kantor=here, values=request.form, errors=refused.errors)
    notice("Gangguan tercatat. Hari-hari yang kena dinilai ulang." if fresh else "Gangguan ini sudah tercatat.")
    return back(here, "/gangguan", request.form["mulai"][:7])


@bp.get("/<int:gangguan_id>")
def show(gangguan_id: int) -> Response:
    return _show(_find(gangguan_id), 200, {}, {})


@bp.post("/<int:gangguan_id>/selesai")
def finish(gangguan_id: int) -> Response:
    row, isian = _find(gangguan_id), Isian(request.form)
    try:
        moment = isian.waktu("selesai", "selesai_jam", "selesai")
        isian.done()
        verbs.finish(row, moment, pelaku())
    except Refused as refused:
        return _show(row, 422, request.form, refused.errors)
    notice("Gangguan dinyatakan selesai. Hari-harinya dinilai ulang.")
    return redirect_303(f"/gangguan/{gangguan_id}")


@bp.post("/<int:gangguan_id>/tarik")
def withdraw(gangguan_id: int) -> Response:
    row = _find(gangguan_id)
    verbs.withdraw(row, pelaku())
    notice("Catatan gangguan ditarik. Hari-harinya dinilai ulang.")
    return redirect_303(f"/gangguan?opd={row.opd.kode}&bulan={row.mulai:%Y-%m}")


def may_write() -> bool:
    who = viewer()
    return who is not None and who.may("gangguan.create", "POST")


def _report(here: Kantor, isian: Isian) -> bool:
    mulai = isian.waktu("mulai", "mulai_jam", "mulai")
    selesai = isian.waktu_boleh("selesai", "selesai_jam", "selesai")
    alasan, nomor = isian.teks("alasan", "Alasan"), isian.teks("nomor_surat", "Nomor surat")
    isian.done()
    return verbs.report(here.opd, mulai, selesai, alasan, nomor, pelaku())


def _show(row: Gangguan, status: int, values: Any, errors: dict[str, str]) -> Response:
    people = len(members(row.opd.id, row.mulai.date(), (row.selesai or now()).date()))
    return page("gangguan/show.html", status, row=row, jumlah=people, may=may_write(), values=values, errors=errors)


def _find(gangguan_id: int) -> Any:
    mine = Gangguan.opd.in_(actor().opd().select(Opd.id))
    return find_or_404(Gangguan.select().where((Gangguan.id == gangguan_id) & mine))
