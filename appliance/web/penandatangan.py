"""Penandatangan: who signs an office's papers, from when."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models import penandatangan_kelola as verbs
from appliance.models.penandatangan import PERAN, Penandatangan
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import Kantor, kantor
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import may

bp = Blueprint("penandatangan", __name__, url_prefix="/penandatangan")
KATA = {"kepala": "Kepala unit kerja", "bendahara": "Bendahara", "pembuat": "Pembuat daftar"}


@bp.get("")
def index() -> Response:
    return _page(kantor(), 200, {"mulai": actor().today.replace(day=1).isoformat()}, {})


@bp.post("")
def create() -> Response:
    here, isian = kantor(), Isian(request.form)
    try:
        peran, nip = isian.pilihan("peran", "Peran", PERAN), isian.teks("nip", "NIP")
        mulai, sebutan = isian.hari("mulai", "Mulai"), isian.teks("sebutan", "Sebutan", wajib=False)
        isian.done()
        row = verbs.appoint(here.opd, peran, nip, mulai, sebutan, pelaku())
    except Refused as refused:
        return _page(here, 422, request.form, refused.errors)
    notice(f"{row.pegawai.nama} menandatangani sebagai {KATA[peran].lower()}.")
    return redirect_303(here.href("/penandatangan"))


@bp.post("/<int:nomor>/tarik")
def withdraw(nomor: int) -> Response:
    here = kantor()
    mine = Penandatangan.select().where((Penandatangan.id == nomor) & (Penandatangan.opd == here.opd))
    verbs.withdraw(find_or_404(mine), pelaku())
    notice("Nama itu ditarik; yang sebelumnya berlaku lagi.", "info")
    return redirect_303(here.href("/penandatangan"))


def _page(here: Kantor, status: int, values: Any, errors: dict[str, str]) -> Response:
    now = verbs.signers_of(here.opd.id, actor().today)
    return page("penandatangan/index.html", status, kantor=here, rows=verbs.listed(here.opd.id), kata=KATA, may=may,
                kini={row["id"] for row in now}, values=values, errors=errors)  # fmt: skip
