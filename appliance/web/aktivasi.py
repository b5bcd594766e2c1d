"""Coming in for the first time, or after forgetting the password: a one-time code, then a password of one's own."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from appliance.models.masuk import activate
from appliance.models.refused import Refused
from appliance.web.arrival import arrive
from appliance.web.render import notice, page
from appliance.web.session import pelaku

bp = Blueprint("aktivasi", __name__, url_prefix="/aktivasi")


@bp.get("")
def show() -> Response:
    return page("aktivasi/show.html", values=request.args, errors={})


@bp.post("")
def create() -> Response:
    form = request.form
    try:
        nip, kode, *sandi = (form.get(name, "") for name in ("nip", "kode", "kata_sandi", "ulangi"))
        entered = activate(nip, kode, sandi, pelaku(), str(request.user_agent))
    except Refused as refused:
        return page("aktivasi/show.html", 422, values=form, errors=refused.errors)
    notice("Akun Anda aktif. Lain kali masuk dengan NIP dan kata sandi yang baru dibuat.")
    return arrive(entered, url_for("beranda.index"))
