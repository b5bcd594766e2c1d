"""Akun dan Peran: finding an account, giving it a role by letter and date, ending it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import peran_kelola as verbs
from appliance.models.opd import Opd
from appliance.models.pengguna import Pengguna, Peran
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kantor import halaman
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import may, may_read

bp = Blueprint("peran", __name__, url_prefix="/peran")
KATA = {
    "operator": "Operator unit kerja", "kepala": "Kepala unit kerja", "bendahara": "Bendahara",
    "pendamping": "Pendamping", "bkpsdm": "BKPSDM", "tim_tpp": "Tim TPP", "pemeriksa": "Pemeriksa", "admin": "Admin",
}  # fmt: skip


@bp.get("")
def index() -> Response:
    rows, count = verbs.accounts(Pengguna.select(), request.args.get("cari", ""), halaman())
    return page("peran/index.html", rows=rows, jumlah=count, hal=halaman(), pages=-(-count // verbs.PAGE))


@bp.get("/<login>")
def show(login: str) -> Response:
    return _page(_find(login), 200, {"mulai": actor().today.isoformat()}, {})


@bp.post("/<login>")
def create(login: str) -> Response:
    target, isian = _find(login), Isian(request.form)
    try:
        isi = _given(isian)
        verbs.give(target, isi, pelaku())
    except Refused as refused:
        return _page(target, 422, request.form, refused.errors)
    notice(f"Peran {KATA[isi['peran']]} diberikan sejak {isi['mulai']:%d-%m-%Y}.")
    return redirect_303(f"/peran/{login}")


@bp.post("/<login>/<int:nomor>/akhiri")
def end(login: str, nomor: int) -> Response:
    target, isian = _find(login), Isian(request.form)
    row = find_or_404(Peran.select().where((Peran.id == nomor) & (Peran.pengguna == target)))
    try:
        terakhir = isian.hari("terakhir", "Hari terakhir")
        isian.done()
        verbs.end(row, terakhir, pelaku())
        notice(f"Peran {KATA[row.peran]} berakhir sesudah {terakhir:%d-%m-%Y}.", "info")
    except Refused as refused:
        notice(" ".join(refused.errors.values()), "bad")
    return redirect_303(f"/peran/{login}")


def _given(isian: Isian) -> dict[str, Any]:
    kode = isian.form.get("opd", "")
    opd = Opd.get_or_none(Opd.kode == kode) if kode else None
    if kode and opd is None:
        raise NotVisible
    isi = {
        "peran": isian.pilihan("peran", "Peran", KATA), "opd": opd, "mulai": isian.hari("mulai", "Mulai"),
        "selesai": isian.hari_boleh("selesai", "Selesai"), "nomor_surat": isian.teks("nomor_surat", "Nomor surat"),
    }  # fmt: skip
    isian.done()
    return isi


def _find(login: str) -> Pengguna:
    found: Pengguna = find_or_404(Pengguna.select().where(Pengguna.nama_masuk == login))
    return found


def _page(target: Pengguna, status: int, values: Any, errors: dict[str, str]) -> Response:
    offices = [(opd.kode, opd.nama) for opd in Opd.select().order_by(Opd.nama)]
    return page("peran/show.html", status, akun=target, rows=verbs.given(target.id), kata=KATA, offices=offices,
                values=values, errors=errors, today=actor().today, may=may, may_read=may_read,
                sendiri=target.id == actor().pengguna_id)  # fmt: skip
