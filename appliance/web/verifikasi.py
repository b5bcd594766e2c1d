"""Verifikasi: the office's month, exceptions first; looked at, verified by the operator, signed by the kepala."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models import verifikasi as verbs
from appliance.models.mesin import Mesin
from appliance.models.orang_opd import cut
from appliance.models.penutupan import current
from appliance.models.pin_kelola import strangers
from appliance.models.refused import Refused
from appliance.models.rekap_bulan import Rekap, recap
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, chosen, halaman, kantor
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("verifikasi", __name__, url_prefix="/verifikasi")
LIST = 40  # people on one page
STAGES = ["Terbuka", "Diverifikasi operator", "Rekap disahkan", "Dikunci Tim TPP"]


@bp.get("")
def index() -> Response:
    return _page(kantor(), 200, {}, {})


@bp.post("/periksa")
def tick() -> Response:
    here = kantor()
    nips = request.form.getlist("nip") or ([r.orang.nip for r in _open(here)] if request.form.get("semua") else [])
    people = chosen(here.opd, nips, here.mulai, here.selesai) if nips else []
    seen = verbs.tick(here.bulan, [one.id for one in people], pelaku())
    said = f"{seen} pegawai ditandai sudah diperiksa." if people else "Belum ada yang dicentang."
    notice(said, "good" if seen else "info")
    return redirect_303(here.href("/verifikasi"))


@bp.post("")
def verify() -> Response:
    here = kantor()
    try:
        verbs.verify(here.opd, here.bulan, pelaku())
    except Refused as refused:
        return _page(here, 422, {}, refused.errors)
    notice("Bulan ini diverifikasi. Kepala unit kerja dapat mengesahkan rekap.")
    return redirect_303(here.href("/verifikasi"))


@bp.post("/sahkan")
def sign() -> Response:
    here = kantor()
    try:
        verbs.sign(here.opd, here.bulan, pelaku())
    except Refused as refused:
        return _page(here, 422, {}, refused.errors)
    notice("Rekap disahkan. Tim TPP dapat menghitung dan mengunci bulan ini.")
    return redirect_303(here.href("/verifikasi"))


@bp.post("/batal")
def undo_verification() -> Response:
    return _undo(verbs.VERIFIKASI)


@bp.post("/sahkan/batal")
def undo_signature() -> Response:
    return _undo(verbs.PENGESAHAN)


def _undo(langkah: str) -> Response:
    here, isian = kantor(), Isian(request.form)
    try:
        alasan = isian.teks("alasan", "Alasan")
        isian.done()
        verbs.undo(here.opd, here.bulan, langkah, alasan, pelaku())
    except Refused as refused:
        return _page(here, 422, request.form, refused.errors)
    notice("Tahap itu dibatalkan; bulan ini terbuka lagi untuk diperbaiki.", "info")
    return redirect_303(here.href("/verifikasi"))


def _open(here: Kantor) -> list[Rekap]:
    return [row for row in recap(here.opd.id, here.bulan, actor().today) if row.sebab and not row.diperiksa]


def _page(here: Kantor, status: int, values: Any, errors: dict[str, str]) -> Response:
    rows, steps = recap(here.opd.id, here.bulan, actor().today), verbs.steps(here.bulan, here.opd.id)
    shown, hal, pages = cut([row for row in rows if row.sebab], halaman(), LIST)
    calm = [row for row in rows if not row.sebab]
    asing = strangers(Mesin.select(Mesin.id).where(Mesin.opd == here.opd))
    locked = current(here.bulan, here.opd.id)
    return page(
        "verifikasi/index.html", status, kantor=here, rows=shown, tenang=calm, hal=hal, pages=pages, values=values,
        errors=errors, steps=steps, locked=locked, stages=STAGES, stage=4 if locked else 1 + len(steps), asing=asing,
        halangan=verbs.obstacles(here.opd, here.bulan, actor().today), angka_=_numbers(rows), may=may,
    )  # fmt: skip


def _numbers(rows: list[Rekap]) -> dict[str, int]:
    """What the signature covers, in numbers."""
    return {
        "orang": len(rows), "hari": sum(r.kerja for r in rows), "absen": sum(r.tanpa_keterangan for r in rows),
        "kurang": sum(r.tanpa_presensi for r in rows), "lambat": sum(r.terlambat for r in rows),
        "belum": sum(r.belum for r in rows), "catatan": sum(bool(r.sebab) for r in rows),
        "sisa": sum(bool(r.sebab) and not r.diperiksa for r in rows),
    }  # fmt: skip


def may(endpoint: str) -> bool:
    who = viewer()
    return who is not None and who.may(endpoint, "POST")
