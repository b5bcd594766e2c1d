"""One's own account: who I am here, my password, the devices on which I am signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request, url_for
from werkzeug.wrappers import Response

from appliance.models import sesi
from appliance.models.akun import change_own, end_own, roles_of
from appliance.models.refused import Refused
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, now, pelaku

bp = Blueprint("akun", __name__, url_prefix="/akun")


@bp.get("")
def show() -> Response:
    return _page(200, {})


@bp.post("/kata-sandi")
def change_password() -> Response:
    form = request.form
    try:
        change_own(actor().pengguna_id, form.get("lama", ""), form.get("baru", ""), form.get("ulangi", ""), g.sesi_id,
                   pelaku())  # fmt: skip
    except Refused as refused:
        return _page(422, refused.errors)
    notice("Kata sandi diganti. HP dan komputer lain yang tadinya masuk sudah dikeluarkan.")
    return redirect_303(url_for("akun.show"))


@bp.post("/sesi/<int:sesi_id>/akhiri")
def end_session(sesi_id: int) -> Response:
    end_own(actor().pengguna_id, sesi_id, pelaku())
    notice("Akun Anda sudah dikeluarkan dari sana.")
    return redirect_303(url_for("akun.show"))


def _page(status: int, errors: dict[str, Any]) -> Response:
    who = actor()
    return page(
        "akun/show.html", status, errors=errors, who=who, roles=roles_of(who.pengguna_id, who.today), now=now(),
        sessions=sesi.open_sessions(who.pengguna_id, now()), here=g.sesi_id,
    )  # fmt: skip


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Samsung", "Samsung Internet"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac", "Mac"),
           ("Linux", "Linux"))  # fmt: skip


@bp.app_template_filter()
def peramban(said: str) -> str:
    """What a browser says of itself, as a person would: "Chrome di Android"."""
    browser = next((name for sign, name in BROWSERS if sign in said), "Peramban")
    system = next((name for sign, name in SYSTEMS if sign in said), "")
    return f"{browser} di {system}" if system else browser
