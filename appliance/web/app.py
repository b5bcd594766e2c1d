"""The web application: what it is made of, in the order in which a request meets it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app, g, request

from appliance.access_matrix import ACCESS
from appliance.box import prepare
from appliance.models.base import db
from appliance.models.sqlite import only_reads
from appliance.settings import Settings
from appliance.web import (
    beacon,
    compiled,
    csrf,
    errors,
    headers,
    nav,
    reading,
    render,
    session,
    static_files,
    teks,
    ukur,
    urls,
)
from appliance.web.blueprints import BLUEPRINTS
from appliance.web.notices import NoticeCookie
from appliance.web.secret import secret_key

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Bytes of a body: a form, a few photos of a phone, a machine's export.
SMALL, PHOTOS, LARGE = 256 * 1024, 30 * 1024 * 1024, 52 * 1024 * 1024


class UnknownEndpoint(RuntimeError):
    """An endpoint that the access matrix does not know; the program does not start with it."""


def create_app(settings: Settings, *, testing: bool = False) -> Flask:
    """The application on the box of `settings`. Raises UnknownEndpoint when a route has no row in the matrix."""
    box = prepare(settings)
    app = Flask("appliance", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(
        SECRET_KEY=secret_key(box.data / "kunci"), TESTING=testing, MAX_CONTENT_LENGTH=SMALL,
        SESSION_COOKIE_NAME="ekinerja_pesan", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
        TEMPLATES_AUTO_RELOAD=False,
    )  # fmt: skip
    app.session_interface = NoticeCookie()
    app.extensions["settings"] = settings
    app.extensions["box"] = box
    urls.init_app(app)
    ukur.init_app(app)  # first, so that it times all that follows
    app.before_request(open_database)
    app.before_request(bound_body)
    app.teardown_request(close_database)
    for part in (session, csrf, reading, headers, errors, static_files, render, teks, beacon, compiled):
        part.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    nav.init_app(app)
    refuse_unknown(app)
    return app


def open_database() -> None:
    """Each thread keeps its own connection: opening one costs more than a small query. One that was opened while the
    disk was locked could never write, also once it is given back: it ends with its request."""
    if request.endpoint != "static":
        g.only_reads = db.connect(reuse_if_open=True) and only_reads(db.obj, "sesi")


def bound_body() -> None:
    """Large bodies only where a file is expected; known before anything is read."""
    row = ACCESS.get(request.endpoint or "")
    if row is not None and (row.upload or row.photos):
        request.max_content_length = LARGE if row.upload else PHOTOS


def close_database(_: BaseException | None) -> None:
    """A server elsewhere may hang up between two requests; a file does not."""
    passing = current_app.extensions["settings"].database_url or g.get("only_reads")
    if passing and not db.is_closed():
        db.close()


def refuse_unknown(app: Flask) -> None:
    unknown = sorted({rule.endpoint for rule in app.url_map.iter_rules()} - ACCESS.keys())
    if unknown:
        raise UnknownEndpoint(f"tanpa baris di access_matrix.py: {', '.join(unknown)}")
