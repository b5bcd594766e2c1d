"""Mesin Presensi: each machine of the office in words, its readings, reading it now, adding and changing it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.jobs.poll import read_later
from appliance.models import mesin_kelola as verbs
from appliance.models.jadwal_baca import IN_WORDS
from appliance.models.mesin import Mesin
from appliance.models.orang_opd import paged
from appliance.models.pin_kelola import strangers
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, halaman, kantor
from appliance.web.keadaan_mesin import in_words
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, now, pelaku, viewer

bp = Blueprint("mesin", __name__, url_prefix="/mesin")
READINGS = 15


@bp.get("")
def index() -> Response:
    here = kantor()
    rows = list(actor().mesin().where(Mesin.opd == here.opd).order_by(Mesin.sn))
    foreign = {row.sn: 0 for row in rows}
    for asing in strangers(Mesin.select(Mesin.id).where(Mesin.opd == here.opd)):
        foreign[asing.mesin] = foreign.get(asing.mesin, 0) + 1
    places = verbs.places([row.id for row in rows])
    return page("mesin/index.html", kantor=here, rows=[(row, in_words(row)) for row in rows], asing=foreign,
                places=places, jalur=verbs.JALUR, cara=IN_WORDS, now=now(), may=may_write())  # fmt: skip


@bp.get("/baru")
def new() -> Response:
    values = {"jalur": "lan", "port": 4370, "mulai": actor().today.isoformat()}
    return page("mesin/new.html", kantor=kantor(), values=values, errors={}, jalur=list(verbs.JALUR.items()))


@bp.post("")
def create() -> Response:
    here = kantor()
    try:
        row = _add(here, Isian(request.form))
    except Refused as refused:
        return page("mesin/new.html", 422, kantor=here, values=request.form, errors=refused.errors,
                    jalur=list(verbs.JALUR.items()))  # fmt: skip
    notice(f"Mesin {row.sn} terdaftar di {here.opd.nama}.")
    return redirect_303(f"/mesin/{row.sn}")


@bp.get("/<sn>")
def show(sn: str) -> Response:
    row = _find(sn)
    readings, hal, pages = paged(verbs.readings(row.id), halaman(), READINGS)
    asing, told = strangers([row.id]), [(one, in_words(one)) for one in readings]
    place = verbs.places([row.id]).get(row.id)
    return page("mesin/show.html", mesin=row, kata=in_words(row), readings=told, hal=hal, pages=pages, now=now(),
                jalur=verbs.JALUR, cara=IN_WORDS, asing=asing, tempat=place, may=may_write())  # fmt: skip


@bp.get("/<sn>/ubah")
def edit(sn: str) -> Response:
    row = _find(sn)
    return _edit(row, 200, {"jalur": row.jalur, "alamat": row.alamat, "port": row.port}, {})


@bp.post("/<sn>/ubah")
def change(sn: str) -> Response:
    row, form = _find(sn), request.form
    try:
        given = _given({**form.to_dict(), "sn": row.sn})
        changed = verbs.change(row, given, form.get("kunci", "").strip(), pelaku())
    except Refused as refused:
        return _edit(row, 422, form, refused.errors)
    notice("Pengaturan mesin tersimpan." if changed else "Tidak ada yang berubah.")
    return redirect_303(f"/mesin/{row.sn}")


@bp.post("/<sn>/akhiri")
def retire(sn: str) -> Response:
    row, isian = _find(sn), Isian(request.form)
    try:
        day: date = isian.hari("terakhir", "Hari terakhir")
        isian.done()
        verbs.retire(row, day, pelaku())
    except Refused as refused:
        values = {"jalur": row.jalur, "alamat": row.alamat, "port": row.port, "terakhir": request.form.get("terakhir")}
        return _edit(row, 422, values, refused.errors)
    notice(f"Mesin {row.sn} tidak dipakai lagi sesudah hari itu. Presensinya tetap tersimpan.")
    return redirect_303(f"/mesin/{row.sn}")


@bp.post("/<sn>/baca")
def read(sn: str) -> Response:
    row = _find(sn)
    if row.jalur == "lan" and row.alamat:
        read_later(row.id)
        return redirect_303(f"/mesin/{row.sn}/pembacaan/{now():%Y%m%d%H%M%S}")
    notice("Mesin ini tidak dibaca lewat jaringan; datanya masuk lewat jalurnya sendiri.", "info")
    return redirect_303(f"/mesin/{row.sn}")


def may_write() -> bool:
    who = viewer()
    return who is not None and who.may("mesin.create", "POST")


def _find(sn: str) -> Mesin:
    found: Mesin = find_or_404(actor().mesin().where(Mesin.sn == sn))
    return found


def _add(here: Kantor, isian: Isian) -> Mesin:
    mulai = isian.hari("mulai", "Dipakai sejak")
    isian.done()
    given = _given(isian.form)
    return verbs.add(here.opd, given, isian.form.get("kunci", "").strip(), mulai, pelaku())


def _given(form: Any) -> dict[str, Any]:
    names = ("sn", "jalur", "alamat", "port", "kunci")
    return verbs.checked(*(form.get(name, "").strip() for name in names))


def _edit(row: Mesin, status: int, values: Any, errors: dict[str, str]) -> Response:
    return page("mesin/edit.html", status, mesin=row, values=values, errors=errors, jalur=list(verbs.JALUR.items()),
                tempat=verbs.places([row.id]).get(row.id), today=actor().today)  # fmt: skip
