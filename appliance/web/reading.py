"""What an inspector has read goes into the audit trail, page by page."""

from __future__ import annotations

from flask import Flask, Response, g, request

from appliance.models.base import db
from appliance.models.jejak import Perubahan, record
from appliance.web.session import pelaku

INSPECTOR = "pemeriksa"
# Pages about nobody but the reader, and one that records its own reading, whoever reads.
OWN = frozenset({"beranda.index", "akun.show", "tpp.month_of"})


def note(response: Response) -> Response:
    """After a page was shown to somebody for whom the role of inspector counted there."""
    who = g.get("actor")
    if who is None or response.status_code != 200 or request.endpoint in OWN or request.method != "GET":
        return response
    if who.has(INSPECTOR):
        with db.atomic():
            record(pelaku(), [Perubahan("baca", request.blueprint or "", request.full_path.rstrip("?"), None, None)])
    return response


def init_app(app: Flask) -> None:
    app.after_request(note)
