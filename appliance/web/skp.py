"""SKP: the month's targets, written or copied by the person, agreed or returned by the superior."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import skp_ajukan as verbs
from appliance.models.atasan import decider
from appliance.models.pegawai import Pegawai
from appliance.models.peraturan import rak
from appliance.models.refused import Refused
from appliance.models.skp import PengajuanSkp
from appliance.rules import bulan as months
from appliance.web.isian import Isian
from appliance.web.isian_laporan import decimal
from appliance.web.orang import Orang, other, own
from appliance.web.render import changed, fragment_or_page, notice
from appliance.web.session import actor, pelaku

bp = Blueprint("skp", __name__)


@bp.get("/skp")
def index() -> Response:
    return _page(own(), months.of(actor().today))


@bp.get("/skp/<bulan:bulan>")
def month(bulan: str) -> Response:
    return _page(own(), bulan)


@bp.get("/pegawai/<nip>/skp/<bulan:bulan>")
def month_of(nip: str, bulan: str) -> Response:
    return _page(other(nip, bulan), bulan)


@bp.post("/skp/<bulan:bulan>")
def add(bulan: str) -> Response:
    try:
        fresh = verbs.add(_me(), bulan, _isi(Isian(request.form)), pelaku())
    except Refused as refused:
        return _page(own(), bulan, 422, request.form, refused.errors)
    notice("Butir SKP ditambahkan. Kirim ke atasan bila sudah lengkap." if fresh else "Butir ini sudah ada.")
    return changed(f"/skp/{bulan}", lambda: _page(own(), bulan))


@bp.post("/skp/<bulan:bulan>/salin")
def copy(bulan: str) -> Response:
    try:
        copied = verbs.copy_last(_me(), bulan, pelaku())
    except Refused as refused:
        return _page(own(), bulan, 422, {}, refused.errors)
    notice(
        f"{copied} butir disalin dari bulan lalu." if copied else "Tidak ada butir bulan lalu yang belum ada di sini."
    )
    return changed(f"/skp/{bulan}", lambda: _page(own(), bulan))


@bp.post("/skp/<bulan:bulan>/<butir>/hapus")
def drop(bulan: str, butir: str) -> Response:
    try:
        verbs.drop(_me(), bulan, butir, pelaku())
    except Refused as refused:
        return _page(own(), bulan, 422, {}, refused.errors)
    notice(f"Butir {butir} dihapus.")
    return changed(f"/skp/{bulan}", lambda: _page(own(), bulan))


@bp.post("/skp/<bulan:bulan>/kirim")
def send(bulan: str) -> Response:
    try:
        verbs.send(_me(), bulan, pelaku())
    except Refused as refused:
        return _page(own(), bulan, 422, {}, refused.errors)
    notice("SKP dikirim ke atasan.")
    return changed(f"/skp/{bulan}", lambda: _page(own(), bulan))


@bp.post("/pegawai/<nip>/skp/<bulan:bulan>/putusan")
def decide(nip: str, bulan: str) -> Response:
    row, isian = _under_me(nip, bulan), Isian(request.form)
    try:
        agree = isian.pilihan("setuju", "Putusan", ("ya", "tidak")) == "ya"
        note = isian.teks("catatan", "Catatan", wajib=False)
        isian.done()
        verbs.decide(row, agree, note, pelaku(), actor().pegawai_id)
    except Refused as refused:
        return _page(other(nip, bulan), bulan, 422, request.form, refused.errors)
    notice("SKP disetujui." if agree else "SKP dikembalikan dengan catatan.")
    return changed(f"/pegawai/{nip}/skp/{bulan}", lambda: _page(other(nip, bulan), bulan))


def _me() -> Pegawai:
    found: Pegawai = find_or_404(Pegawai.select().where(Pegawai.id == actor().pegawai_id))
    return found


def _under_me(nip: str, bulan: str) -> Any:
    """The proposal of somebody on whom this person decides; NotVisible for anybody else."""
    person = find_or_404(actor().bawahan(months.first(bulan)).where(Pegawai.nip == nip))
    if not _decides(person.id, bulan):
        raise NotVisible
    return find_or_404(PengajuanSkp.select().where(
        (PengajuanSkp.pegawai == person.id) & (PengajuanSkp.bulan == bulan)
    ))  # fmt: skip


def _decides(pegawai_id: int, bulan: str) -> bool:
    """Whether the actor is the superior of that month, as for daily reports."""
    who = actor()
    day = min(max(who.today, months.first(bulan)), months.last(bulan))
    one = decider(pegawai_id, day, who.today)
    return one is not None and one.pegawai_id == who.pegawai_id


def _isi(isian: Isian) -> verbs.IsiSkp:
    rhk = isian.teks("rhk", "Rencana hasil kerja", panjang=500)
    indikator = isian.teks("indikator", "Indikator", panjang=500)
    satuan = isian.teks("satuan", "Satuan", panjang=60)
    target, bobot = decimal(isian, "target", "Target"), decimal(isian, "bobot", "Bobot")
    for nama, sebutan, value in (("target", "Target", target), ("bobot", "Bobot", bobot)):
        if nama not in isian.errors and (value is None and nama == "target" or value is not None and value <= 0):
            isian.errors[nama] = f"{sebutan} harus lebih dari nol."
    isian.done()
    assert target is not None
    return verbs.IsiSkp(rhk, indikator, satuan, target, bobot)


def _page(orang: Orang, bulan: str, status: int = 200, values: Any = None, errors: Any = None) -> Response:
    mine, shelf = verbs.proposal(orang.id, bulan), rak()
    decides = orang.lain and _decides(orang.id, bulan)
    return fragment_or_page(
        "skp/_isi.html", "skp/month.html", status, orang=orang, bulan=bulan, pengajuan=mine,
        rows=verbs.items(orang.id, bulan), putusan=verbs.last_word(mine) if mine else None,
        decides=decides, values=values or {}, errors=errors or {},
        metode=shelf.cari("kinerja.metode", months.last(bulan)), before=months.prev(bulan), after=months.next(bulan),
        may_write=not orang.lain and (mine is None or mine.status in verbs.OPEN),
    )  # fmt: skip
