"""Three short pages at the first sign-in: seen once, or skipped."""

from __future__ import annotations

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from appliance.access import Actor
from appliance.access import NotVisible as NoSuchPage
from appliance.models.pengenalan import finish
from appliance.web.render import page, redirect_303
from appliance.web.session import actor, now

bp = Blueprint("pengenalan", __name__, url_prefix="/pengenalan")

PAGES = 3
# Whose pages: the first of these roles that somebody holds.
ORDER = ("admin", "tim_tpp", "bkpsdm", "bendahara", "kepala", "operator", "pemeriksa", "pendamping")


@bp.get("")
@bp.get("/<int:nomor>")
def show(nomor: int = 1) -> Response:
    if not 1 <= nomor <= PAGES:
        raise NoSuchPage
    part = parts(actor())[nomor - 1]
    return page("pengenalan/show.html", nomor=nomor, pages=PAGES, part=f"pengenalan/_{part}.html")


@bp.post("/selesai")
def done() -> Response:
    finish(actor().pengguna_id, now())
    return redirect_303(url_for("beranda.index"))


def parts(who: Actor) -> tuple[str, str, str]:
    """The three pages of a person: the own day, what the role brings, the account."""
    role = next((role for role in ORDER if who.has(role)), "")
    first = "kehadiran" if who.pegawai_id is not None else "kotak"
    return first, role or ("atasan" if who.memimpin else "tpp"), "akun"
