"""Bawahan: the people under the one who asks, with a way to their pages."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.rules import bulan as months
from appliance.web.render import page
from appliance.web.session import actor

bp = Blueprint("bawahan", __name__, url_prefix="/bawahan")
SHOWN = 50


@bp.get("")
def index() -> Response:
    sought, nth = request.args.get("cari", "").strip(), max(1, request.args.get("hal", 1, int))
    found = [
        (nip, nama) for nip, nama in actor().bawahan_bernama()
        if sought.casefold() in nama.casefold() or nip.startswith(sought)
    ]  # fmt: skip
    return page(
        "bawahan/index.html", people=found[(nth - 1) * SHOWN : nth * SHOWN], total=len(found), nth=nth,
        pages=-(-len(found) // SHOWN), sought=sought, bulan=months.of(actor().today),
    )  # fmt: skip
