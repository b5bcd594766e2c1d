"""A change is accepted only with a token that this browser's own session was given."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import BadRequest

from appliance.access_matrix import ACCESS, WRITING
from appliance.web.session import COOKIE, viewer

GUEST = "ekinerja_tamu"  # before anybody has signed in
FIELD, HEADER = "csrf_token", "X-CSRF-Token"


def token() -> str:
    """The token for the forms of this page: bound to the session, or to a guest cookie before there is one."""
    if "token" not in g:
        g.token = _sign(_bound_to() or _new_guest())
    return str(g.token)


def _bound_to() -> str:
    return (request.cookies.get(COOKIE, "") if viewer() else "") or request.cookies.get(GUEST, "") or g.get("guest", "")


def _new_guest() -> str:
    g.guest = secrets.token_urlsafe(16)
    return str(g.guest)


def _sign(secret: str) -> str:
    key = current_app.config["SECRET_KEY"]
    return hmac.new(key, b"csrf:" + secret.encode(), hashlib.sha256).hexdigest()


def check() -> None:
    """Refuse a change that came from another site, or whose token is missing, old or somebody else's."""
    if request.method not in WRITING or request.endpoint is None or ACCESS[request.endpoint].machine:
        return
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise BadRequest("Kiriman dari situs lain tidak diterima.")
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    bound = _bound_to()
    if not bound or not hmac.compare_digest(_sign(bound).encode(), given.encode()):
        raise BadRequest("Formulir ini sudah kedaluwarsa. Muat ulang halamannya, lalu kirim sekali lagi.")


def give_guest(response: Response) -> Response:
    if "guest" in g:
        response.set_cookie(GUEST, g.guest, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def init_app(app: Flask) -> None:
    """After the session is known and before any view. Reading the form here also bounds the body."""
    app.before_request(check)
    app.after_request(give_guest)
    app.jinja_env.globals["csrf_token"] = token
