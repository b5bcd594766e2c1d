"""Turning a noun into a page: the only module that looks at the headers of htmx.

A page is whole or it is one element: the same template part serves both, so there is no second truth on the screen.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, flash, make_response, redirect, render_template, session
from htmx_flask import Htmx, request
from htmx_flask import make_response as htmx_response
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

TONES = ("good", "info", "warn", "bad")


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A whole page. A form that is refused comes back with `status=422`, so that htmx swaps it and nobody caches it."""
    return make_response(render_template(template, **context), status)


def fragment_or_page(
    fragment: str, template: str, status: int = 200, *, menu: bool = False, **context: Any
) -> Response:
    """The one element for htmx, the whole page for everybody else; both from the same context.

    Notices that were left meanwhile travel with the fragment, out of band; with `menu` its numbers do too.
    """
    if not _wants_fragment():
        response = page(template, status, **context)
    else:
        beside = ["parts/_flashed.html", *(["parts/_nav.html"] if menu else [])]
        parts = [render_template(fragment, **context), *(render_template(part, oob=True) for part in beside)]
        response = make_response(Markup("").join(map(Markup, parts)), status)
    response.vary.add("HX-Request")
    return response


def changed(url: str, show: Callable[[], Answer]) -> Answer:
    """After a change: see other for a plain form; for htmx what `show` gives, the element as it stands now."""
    return show() if _wants_fragment() else redirect_303(url)


def redirect_303(url: str) -> Response:
    """See other. htmx is told to leave for the page itself: a redirect it followed unseen would land in a fragment."""
    if request.htmx:
        return htmx_response("", redirect=url)
    return make_response(redirect(url, 303))


def notice(text: str, tone: str = "good") -> None:
    """Leaves one sentence for the next thing that this person sees. `tone` is good, info, warn or bad.

    The same sentence left twice, by a double tap, is seen once.
    """
    if tone not in TONES:
        raise ValueError(f"nada tidak dikenal: {tone}")
    if (tone, text) not in map(tuple, session.get("_flashes", ())):
        flash(text, tone)


def _wants_fragment() -> bool:
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def init_app(app: Flask) -> None:
    """htmx on the request, tidy blocks, and empty stand-ins for what the session and the roles will give."""
    Htmx(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.setdefault("csrf_token", lambda: "")
    app.jinja_env.globals.setdefault("regency", "")
    for words in ("kata_jam", "kata_pekerja"):
        app.jinja_env.globals.setdefault(words, lambda: "")
