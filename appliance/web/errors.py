"""Refusals and breakdowns as pages in plain words, with a number that the log knows."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, current_app, g, request
from peewee import DatabaseError, OperationalError
from werkzeug.exceptions import BadRequest, HTTPException

from appliance import keadaan_kotak, kerusakan
from appliance.access import NotVisible
from appliance.devices.adms import ERROR_REPLY
from appliance.models import gangguan_disk
from appliance.models.sesi import TooMany
from appliance.web.render import page
from appliance.web.typed import typed

PAGES = frozenset({400, 403, 404, 413, 429, 500, 503})
log = logging.getLogger(__name__)


def refused(error: HTTPException) -> Response:
    """Any HTTP refusal. Only what we wrote ourselves is shown as the reason, never the library's English."""
    code = error.code or 500
    shown = code if code in PAGES else 400 if code < 500 else 500
    ours = error.description if error.description != type(error).description else ""
    return page(f"errors/{shown}.html", code, reason=ours, kept=typed() if code == BadRequest.code else "")


def not_visible(_: NotVisible) -> Response:
    return page("errors/404.html", 404)


def too_many(_: TooMany) -> Response:
    return page("errors/429.html", 429)


def broken(error: Exception) -> Response:
    """What nobody expected; trouble of the disk or the database is told in its own words."""
    number, trouble = _number(error), keadaan_kotak.trouble(error, current_app.extensions["box"].data)
    if trouble is None and isinstance(error, OperationalError):
        trouble = gangguan_disk.SIBUK  # a server elsewhere, which has other names for it
    if request.path.startswith("/iclock"):
        return Response(ERROR_REPLY, 503, content_type="text/plain")
    if trouble is None:
        return page("errors/500.html", 500, number=number)
    g.viewer = None  # what surrounds a page would ask the database again
    if trouble is gangguan_disk.SIBUK:
        return page("errors/503.html", 503, number=number)
    if trouble is gangguan_disk.RUSAK:
        kerusakan.note(current_app.extensions["box"].data, f"kejadian {number}: {error}")
        return page("errors/rusak.html", 500, number=number)
    return page("errors/507.html", 507, number=number, kata=trouble.kata)


def close(app: Flask) -> None:
    """Show one page and nothing else: the data are damaged, and no figure of them is to be trusted."""

    def damaged() -> Response | None:
        if request.endpoint == "static":
            return None
        g.viewer = None
        if request.path.startswith("/iclock"):
            return Response(ERROR_REPLY, 503, content_type="text/plain")
        return page("errors/rusak.html", 503)

    app.before_request_funcs.setdefault(None, []).insert(0, damaged)


def _number(error: Exception) -> str:
    number = secrets.token_hex(4)
    g.galat = type(error).__name__
    log.error("kejadian %s", number, exc_info=error)
    return number


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(NotVisible, not_visible)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(DatabaseError, broken)
    app.register_error_handler(OSError, broken)
    if not app.testing:
        app.register_error_handler(Exception, broken)
