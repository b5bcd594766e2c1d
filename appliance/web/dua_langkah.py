"""The second step of signing in: the code that the phone shows; at the first time the phone is set up with it."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from appliance import clock
from appliance.models import dua_langkah, sesi, totp
from appliance.models.kode_qr import qr
from appliance.models.masuk import Entered, as_owner
from appliance.models.pengguna import Sesi
from appliance.models.refused import Refused
from appliance.web.arrival import arrive, inside
from appliance.web.render import page, redirect_303
from appliance.web.session import COOKIE, now, pelaku

bp = Blueprint("dua_langkah", __name__, url_prefix="/masuk/dua-langkah")


@bp.get("")
def show() -> Response:
    half = _half()
    return _page(half, 200, {}) if half else redirect_303(url_for("masuk.show"))


@bp.post("")
def create() -> Response:
    half = _half()
    if half is None:
        return redirect_303(url_for("masuk.show"))
    dari = as_owner(half.pengguna, pelaku())
    try:
        dua_langkah.pass_second(half.id, half.pengguna, request.form.get("kode", ""), clock.unix(), dari)
    except Refused as refused:
        return _page(half, 422, refused.errors)
    entered = Entered(half.pengguna.id, request.cookies[COOKIE], half=False)
    return arrive(entered, inside(request.form.get("ke", "")))


def _half() -> Sesi | None:
    token = request.cookies.get(COOKIE)
    return sesi.find_half(token, now()) if token else None


def _page(half: Sesi, status: int, errors: dict[str, str]) -> Response:
    secret = dua_langkah.secret_to_show(dua_langkah.of(half.pengguna, pelaku()))
    address = totp.otpauth(secret, str(half.pengguna.nama_masuk))
    picture = Markup(qr(address, "Kode QR untuk aplikasi di HP")) if secret else ""
    groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return page("dua_langkah/show.html", status, errors=errors, ke=request.values.get("ke", ""), secret=groups,
                picture=picture)  # fmt: skip
