"""PIN: the unknown ones with their counts, giving one to a person, mappings, and records in quarantine."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import pin_kelola as verbs
from appliance.models.mesin import Mesin
from appliance.models.orang_opd import cut, members
from appliance.models.pegawai import Pegawai
from appliance.models.pin import Pin
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import chosen, halaman, kantor
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("pin", __name__, url_prefix="/pin")


@bp.get("")
def index() -> Response:
    here = kantor()
    rows, hal, pages = cut(verbs.strangers(_machines(here)), halaman())
    return page("pin/index.html", kantor=here, rows=rows, hal=hal, pages=pages, tab="asing", may=may_write())


@bp.get("/terdaftar")
def given() -> Response:
    here = kantor()
    rows, hal, pages = cut(verbs.given(_machines(here)), halaman())
    return page("pin/given.html", kantor=here, rows=rows, hal=hal, pages=pages, tab="terdaftar", may=may_write())


@bp.get("/karantina")
def held() -> Response:
    here = kantor()
    rows, hal, pages = cut(verbs.held_records(_machines(here)), halaman())
    return page("pin/held.html", kantor=here, rows=rows, hal=hal, pages=pages, tab="karantina")


@bp.get("/<sn>/<pin>")
def new(sn: str, pin: str) -> Response:
    return _form(_machine(sn), pin, 200, {}, {})


@bp.post("/<sn>/<pin>")
def give(sn: str, pin: str) -> Response:
    mesin, isian = _machine(sn), Isian(request.form)
    try:
        moved = _give(mesin, pin, isian)
    except Refused as refused:
        return _form(mesin, pin, 422, request.form, refused.errors)
    notice(f"PIN {pin} diberikan. {moved} presensi mendapat pemiliknya dan harinya dinilai ulang.")
    return redirect_303(f"/pin?opd={mesin.opd.kode}")


@bp.get("/terdaftar/<int:pin_id>")
def show(pin_id: int) -> Response:
    return page("pin/show.html", row=_find(pin_id), values={"selesai": actor().today.isoformat()}, errors={})


@bp.post("/terdaftar/<int:pin_id>/akhiri")
def end(pin_id: int) -> Response:
    row, isian = _find(pin_id), Isian(request.form)
    try:
        day = isian.hari("selesai", "Hari terakhir")
        isian.done()
        moved = verbs.end(row, day, pelaku())
    except Refused as refused:
        return page("pin/show.html", 422, row=row, values=request.form, errors=refused.errors)
    notice(f"PIN {row.pin} berakhir. {moved} presensi berganti pemilik dan harinya dinilai ulang.")
    return redirect_303(f"/pin/terdaftar?opd={row.mesin.opd.kode}")


@bp.post("/terdaftar/<int:pin_id>/tarik")
def withdraw(pin_id: int) -> Response:
    row = _find(pin_id)
    moved = verbs.withdraw(row, pelaku())
    notice(f"Pemberian PIN {row.pin} ditarik. {moved} presensi berganti pemilik dan harinya dinilai ulang.")
    return redirect_303(f"/pin/terdaftar?opd={row.mesin.opd.kode}")


def may_write() -> bool:
    who = viewer()
    return who is not None and who.may("pin.give", "POST")


def _machines(here: Any) -> Any:
    return Mesin.select(Mesin.id).where(Mesin.opd == here.opd)


def _machine(sn: str) -> Mesin:
    found: Mesin = find_or_404(actor().mesin().where(Mesin.sn == sn))
    return found


def _give(mesin: Mesin, pin: str, isian: Isian) -> int:
    nip, mulai = isian.teks("nip", "Pegawai"), isian.hari("mulai", "Mulai")
    isian.done()
    if verbs.stranger(mesin, pin) is None:
        raise NotVisible
    person = chosen(mesin.opd, [nip], mulai, actor().today)[0]
    return verbs.give(mesin, pin, find_or_404(Pegawai.select().where(Pegawai.id == person.id)), mulai, pelaku())


def _form(mesin: Mesin, pin: str, status: int, values: Any, errors: dict[str, str]) -> Response:
    asing = verbs.stranger(mesin, pin)
    if asing is None:
        raise NotVisible
    hint = verbs.name_at_machine(mesin, pin)
    people = members(mesin.opd.id, asing.pertama.date(), actor().today, request.args.get("cari", ""))
    return page("pin/new.html", status, mesin=mesin, pin=pin, asing=asing, errors=errors, hint=hint, orang=people,
                values=values or {"mulai": asing.pertama.date().isoformat()},
                choices=[(one.nip, f"{one.nama}, {one.jabatan}") for one in people[:250]])  # fmt: skip


def _find(pin_id: int) -> Any:
    mine = Pin.mesin.in_(actor().mesin().select(Mesin.id))
    return find_or_404(Pin.select().where((Pin.id == pin_id) & mine))
