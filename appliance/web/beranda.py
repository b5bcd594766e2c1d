"""Beranda: did my punch arrive, what stands this month, what waits for me."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.web.render import page

bp = Blueprint("beranda", __name__)


@bp.get("/")
def index() -> Response:
    return page("beranda/index.html")
