"""Koreksi: asked by the operator with a letter, decided by the kepala or a superior, by nobody for himself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import koreksi_ajukan as verbs
from appliance.models.koreksi import Koreksi
from appliance.models.koreksi_batas import limit
from appliance.models.orang_opd import members
from appliance.models.pegawai import Pegawai
from appliance.models.refused import Refused
from appliance.rules import bulan as months
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, back, chosen, kantor
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("koreksi", __name__, url_prefix="/koreksi")


@bp.get("")
def index() -> Response:
    here = kantor()
    rows = verbs.of_office(here.opd.id, here.mulai, here.selesai)
    batas, pasal = limit(here.bulan)
    return page("koreksi/index.html", kantor=here, rows=rows, batas=batas, pasal=pasal, may=may("koreksi.create"),
                decides=actor().has("kepala"))  # fmt: skip


@bp.get("/menunggu")
def waiting() -> Response:
    """Those that this person may decide: of the people of the office, or of the own people."""
    who = actor()
    rows = verbs.waiting(who.pegawai().select(Pegawai.id))
    own = [row for row in rows if row["pegawai_id"] != who.pegawai_id and row["pengaju"] != who.pengguna_id]
    return page("koreksi/waiting.html", rows=own)


@bp.get("/baru")
def new() -> Response:
    return _form(kantor(), 200, request.args, {})


@bp.post("")
def create() -> Response:
    here = kantor()
    try:
        fresh = _propose(here, Isian(request.form))
    except Refused as refused:
        return _form(here, 422, request.form, refused.errors)
    notice("Koreksi diajukan, menunggu putusan kepala atau atasan." if fresh else "Koreksi ini sudah diajukan.")
    return back(here, "/koreksi", request.form["tanggal"][:7])


@bp.get("/<int:koreksi_id>")
def show(koreksi_id: int) -> Response:
    return _show(_find(koreksi_id), 200, {}, {})


@bp.post("/<int:koreksi_id>/putusan")
def decide(koreksi_id: int) -> Response:
    row, isian = _find(koreksi_id), Isian(request.form)
    try:
        agree = isian.pilihan("setuju", "Putusan", ("ya", "tidak")) == "ya"
        note = isian.teks("catatan", "Catatan", wajib=False)
        isian.done()
        verbs.decide(row, agree, note, pelaku(), actor().pegawai_id)
    except Refused as refused:
        return _show(row, 422, request.form, refused.errors)
    notice("Koreksi disetujui, harinya dinilai ulang." if agree else "Koreksi tidak disetujui.")
    return redirect_303("/koreksi/menunggu")


@bp.post("/<int:koreksi_id>/tarik")
def withdraw(koreksi_id: int) -> Response:
    row = _find(koreksi_id)
    try:
        verbs.withdraw(row, pelaku())
    except Refused as refused:
        return _show(row, 422, {}, refused.errors)
    notice("Pengajuan koreksi ditarik.")
    return redirect_303(f"/koreksi?bulan={row.tanggal:%Y-%m}")


def may(endpoint: str) -> bool:
    who = viewer()
    return who is not None and who.may(endpoint, "POST")


def _propose(here: Kantor, isian: Isian) -> bool:
    nip = isian.teks("nip", "Pegawai")
    day = isian.hari("tanggal", "Tanggal")
    times = isian.jam_boleh("masuk", "Jam masuk"), isian.jam_boleh("pulang", "Jam pulang")
    alasan, nomor = isian.teks("alasan", "Alasan"), isian.teks("nomor_surat", "Nomor surat")
    isian.done()
    person = find_or_404(Pegawai.select().where(Pegawai.id == chosen(here.opd, [nip], day, day)[0].id))
    return verbs.propose(person, day, times, alasan, nomor, pelaku())


def _form(here: Kantor, status: int, values: Any, errors: dict[str, str]) -> Response:
    people = members(here.opd.id, here.mulai, here.selesai, request.args.get("cari", ""))
    person = next((one for one in people if one.nip == values.get("nip")), None)
    batas, pasal = limit(here.bulan)
    used = verbs.used(person.id, here.bulan) if person else None
    return page("koreksi/new.html", status, kantor=here, values=values, errors=errors, batas=batas, pasal=pasal,
                used=used, person=person, jumlah=len(people), orang=people[:250],
                choices=[(one.nip, one.nama) for one in people[:250]])  # fmt: skip


def _show(row: Koreksi, status: int, values: Any, errors: dict[str, str]) -> Response:
    who, putusan = viewer(), verbs.decision(row)
    batas, pasal = limit(months.of(row.tanggal))
    others = who is not None and row.pegawai.id != who.pegawai_id and _asker(row) != who.pengguna_id
    return page("koreksi/show.html", status, row=row, putusan=putusan, batas=batas, pasal=pasal, values=values,
                used=verbs.used(row.pegawai.id, months.of(row.tanggal)), errors=errors,
                office=who is not None and who.may("koreksi.index"),
                may_decide=putusan is None and others and _decides(row),
                may_withdraw=putusan is None and may("koreksi.withdraw"))  # fmt: skip


def _asker(row: Koreksi) -> int | None:
    return row.pengaju.id if row.pengaju is not None else None


def _decides(row: Koreksi) -> bool:
    """Whether the viewer stands above this person: as kepala of the office or in the tree of superiors."""
    who = viewer()
    assert who is not None
    above = who.acting(frozenset({"kepala", "asn"}))
    return bool(above.pegawai(row.tanggal).where(Pegawai.id == row.pegawai.id).exists())


def _find(koreksi_id: int) -> Koreksi:
    row: Koreksi | None = Koreksi.get_or_none(Koreksi.id == koreksi_id)
    if row is None:
        raise NotVisible
    find_or_404(actor().pegawai(row.tanggal).where(Pegawai.id == row.pegawai.id))
    return row
