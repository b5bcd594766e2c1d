"""Bawahan: the people under the one who asks, with a way to their pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models.pegawai import Pegawai
from appliance.rules import bulan as months
from appliance.web.render import page
from appliance.web.session import actor

bp = Blueprint("bawahan", __name__, url_prefix="/bawahan")
SHOWN = 50


@bp.get("")
def index() -> Response:
    sought, nth = request.args.get("cari", "").strip(), max(1, request.args.get("hal", 1, int))
    people: Any = actor().bawahan()
    if sought:
        people = people.where(Pegawai.nama.contains(sought) | Pegawai.nip.startswith(sought))
    total = people.count()
    rows = people.select(Pegawai.nip, Pegawai.nama).order_by(Pegawai.nama).paginate(nth, SHOWN).tuples()
    return page(
        "bawahan/index.html", people=list(rows), total=total, nth=nth, pages=-(-total // SHOWN), sought=sought,
        bulan=months.of(actor().today),
    )  # fmt: skip
