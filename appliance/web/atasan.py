"""Atasan: for those who look after the whole regency, the superiors who left reports undecided, month by month."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.web.persetujuan import idle_page

bp = Blueprint("atasan", __name__)


@bp.get("/atasan")
def index() -> Response:
    return idle_page("/atasan")
