"""Atur ulang: a lost phone. One person asks, another agrees, and the next sign-in sets up a new phone."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models import atur_ulang
from appliance.models.atur_ulang import AturUlang
from appliance.models.dua_langkah import is_set_up
from appliance.models.refused import Refused
from appliance.web.isian import Isian
from appliance.web.kode import account_of
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku

bp = Blueprint("atur_ulang", __name__, url_prefix="/atur-ulang")


@bp.get("")
def index() -> Response:
    return _list(200, {})


@bp.post("")
def create() -> Response:
    account, isian = account_of(request.form.get("login", "")), Isian(request.form)
    alasan = isian.teks("alasan", "Alasan")
    try:
        isian.done()
        atur_ulang.ask(account, alasan, pelaku())
    except Refused as refused:
        return page("kode/show.html", 422, account=account, set_up=is_set_up(account.id), asks=True,
                    errors=refused.errors, values=request.form)  # fmt: skip
    notice("Diajukan. BKPSDM atau administrator lain menyetujuinya di Atur ulang.")
    return redirect_303(url_for("kode.show", login=account.nama_masuk))


@bp.post("/<int:nomor>")
def decide(nomor: int) -> Response:
    row: AturUlang = find_or_404(atur_ulang.waiting().where(AturUlang.id == nomor))
    agreed = request.form.get("putusan") == "setuju"
    try:
        atur_ulang.decide(row, agreed, pelaku())
    except Refused as refused:
        return _list(422, refused.errors)
    notice("Disetujui. Orang itu memasang HP baru saat masuk berikutnya." if agreed else "Ditolak.")
    return redirect_303(url_for("atur_ulang.index"))


def _list(status: int, errors: dict[str, str]) -> Response:
    rows = list(atur_ulang.waiting())
    return page("atur_ulang/index.html", status, rows=rows, errors=errors, saya=actor().pengguna_id)
