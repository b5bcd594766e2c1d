"""Signing out of this device."""

from __future__ import annotations

from flask import Blueprint, g, url_for
from werkzeug.wrappers import Response

from appliance.models import sesi
from appliance.web.render import redirect_303
from appliance.web.session import forget, now, viewer

bp = Blueprint("keluar", __name__, url_prefix="/keluar")


@bp.post("")
def create() -> Response:
    who = viewer()
    if who is not None:
        sesi.end(who.pengguna_id, now(), only=g.sesi_id)
    return forget(redirect_303(url_for("masuk.show")))
