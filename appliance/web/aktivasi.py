"""Coming in for the first time, or after forgetting the password: a one-time code, then a password of one's own."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from appliance.models.masuk import Refused, TooMany, activate
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import pelaku, remember

bp = Blueprint("aktivasi", __name__, url_prefix="/aktivasi")


@bp.get("")
def show() -> Response:
    return page("aktivasi/show.html", values=request.args, errors={})


@bp.post("")
def create() -> Response:
    form = request.form
    try:
        if form.get("kata_sandi", "") != form.get("ulangi", ""):
            raise Refused("ulangi", "Tidak sama dengan kata sandi di atasnya.")
        nip, kode, sandi = form.get("nip", ""), form.get("kode", ""), form.get("kata_sandi", "")
        token = activate(nip, kode, sandi, pelaku(), str(request.user_agent))
    except TooMany:
        raise TooManyRequests from None
    except Refused as refused:
        return page("aktivasi/show.html", 422, values=form, errors={refused.field: refused.reason})
    notice("Akun Anda aktif. Lain kali masuk dengan NIP dan kata sandi yang baru dibuat.")
    return remember(redirect_303(url_for("beranda.index")), token)
