"""Cuti, Dinas Luar, Izin: the office's list of a month, writing one for one person or many, taking one back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models import cuti as verbs
from appliance.models.cuti import JENIS, SEBUTAN, Cuti
from appliance.models.opd import Opd
from appliance.models.orang_opd import cut, members, served
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, back, chosen, halaman, kantor
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("cuti", __name__, url_prefix="/cuti")
CHOICES = [(jenis, SEBUTAN[jenis]) for jenis in JENIS]
SHOWN = 60  # people to choose from; more are found by name


@bp.get("")
def index() -> Response:
    here, jenis = kantor(), request.args.get("jenis", "")
    every = verbs.of_office(here.opd.id, here.mulai, here.selesai, jenis)
    rows, hal, pages = cut(every, halaman())
    return page("cuti/index.html", kantor=here, rows=rows, hal=hal, pages=pages, jenis=jenis, choices=CHOICES,
                sebutan=SEBUTAN, jumlah=len(every), may=may_write())  # fmt: skip


@bp.get("/baru")
def new() -> Response:
    return _form(kantor(), 200, {"jenis": request.args.get("jenis", "")}, {})


@bp.post("")
def create() -> Response:
    here = kantor()
    try:
        written = _grant(here, Isian(request.form))
    except Refused as refused:
        return _form(here, 422, request.form, refused.errors)
    notice(f"{written} catatan tersimpan. Hari-harinya dinilai ulang." if written else "Catatan ini sudah tersimpan.")
    return back(here, "/cuti", request.form["mulai"][:7])


@bp.get("/<int:cuti_id>")
def show(cuti_id: int) -> Response:
    return page("cuti/show.html", row=_find(cuti_id), sebutan=SEBUTAN, may=may_write())


@bp.post("/<int:cuti_id>/tarik")
def withdraw(cuti_id: int) -> Response:
    row = _find(cuti_id)
    verbs.withdraw(row, pelaku())
    notice(f"{SEBUTAN[row.jenis]} {row.pegawai.nama} ditarik. Hari-harinya dinilai ulang.")
    return redirect_303(f"/cuti?bulan={row.mulai:%Y-%m}")


def may_write() -> bool:
    who = viewer()
    return who is not None and who.may("cuti.create", "POST")


def _grant(here: Kantor, isian: Isian) -> int:
    nips = isian.banyak("nip", "Pegawai")
    jenis = isian.pilihan("jenis", "Jenis", JENIS)
    mulai, selesai = isian.hari("mulai", "Mulai"), isian.hari("selesai", "Selesai")
    nomor = isian.teks("nomor_surat", "Nomor surat")
    isian.done()
    people = chosen(here.opd, nips, mulai, max(mulai, selesai))
    return verbs.grant([one.id for one in people], jenis, mulai, selesai, nomor, pelaku())


def _form(here: Kantor, status: int, values: Any, errors: dict[str, str]) -> Response:
    picked = request.form.getlist("nip") or request.args.getlist("nip")
    people = members(here.opd.id, here.mulai, here.selesai, request.args.get("cari", ""))
    first = [one for one in people if one.nip in picked]
    shown = first + [one for one in people if one.nip not in picked][: SHOWN - len(first)]
    return page("cuti/new.html", status, kantor=here, values=values, errors=errors, orang=shown, jumlah=len(people),
                picked=picked, choices=CHOICES)  # fmt: skip


def _find(cuti_id: int) -> Any:
    offices = actor().opd().select(Opd.id)
    mine = served(Cuti.pegawai, Cuti.mulai, Cuti.selesai, offices)
    return find_or_404(Cuti.select().where((Cuti.id == cuti_id) & mine))
