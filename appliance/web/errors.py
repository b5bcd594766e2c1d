"""Refusals and breakdowns as pages in plain words, with a number that the log knows."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, g
from peewee import OperationalError
from werkzeug.exceptions import HTTPException

from appliance.access import NotVisible
from appliance.models.sesi import TooMany
from appliance.web.render import page

PAGES = frozenset({400, 403, 404, 413, 429, 500, 503})
log = logging.getLogger(__name__)


def refused(error: HTTPException) -> Response:
    """Any HTTP refusal. Only what we wrote ourselves is shown as the reason, never the library's English."""
    code = error.code or 500
    shown = code if code in PAGES else 400 if code < 500 else 500
    ours = error.description if error.description != type(error).description else ""
    return page(f"errors/{shown}.html", code, reason=ours)


def not_visible(_: NotVisible) -> Response:
    return page("errors/404.html", 404)


def too_many(_: TooMany) -> Response:
    return page("errors/429.html", 429)


def busy(error: OperationalError) -> Response:
    """The database does not answer in time: the person may try again."""
    return page("errors/503.html", 503, number=_number(error))


def broken(error: Exception) -> Response:
    return page("errors/500.html", 500, number=_number(error))


def _number(error: Exception) -> str:
    number = secrets.token_hex(4)
    g.galat = type(error).__name__
    log.error("kejadian %s", number, exc_info=error)
    return number


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(NotVisible, not_visible)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(OperationalError, busy)
    if not app.testing:
        app.register_error_handler(Exception, broken)
