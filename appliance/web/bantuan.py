"""Bantuan: the guide that comes with the program, a paragraph for each screen. `templates/bantuan/<noun>.html` each."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from appliance.access import NotVisible
from appliance.web.render import page

bp = Blueprint("bantuan", __name__, url_prefix="/bantuan")

# Those that are not named here follow by name.
FIRST = ("mulai", "masuk", "beranda", "kehadiran", "tpp", "akun", "bawahan")
FOLDER = "bantuan/"


@bp.get("")
def index() -> Response:
    return page("bantuan/_page.html", nouns=nouns(), alone=False)


@bp.get("/<noun>")
def show(noun: str) -> Response:
    if noun not in nouns():
        raise NotVisible
    return page("bantuan/_page.html", nouns=[noun], alone=True)


@cache
def nouns() -> list[str]:
    """The parts of the guide, those of everybody first."""
    found = [
        name.removeprefix(FOLDER).removesuffix(".html")
        for name in current_app.jinja_env.list_templates(extensions=["html"])
        if name.startswith(FOLDER) and "/_" not in name
    ]
    return sorted(found, key=lambda noun: (FIRST.index(noun) if noun in FIRST else len(FIRST), noun))
