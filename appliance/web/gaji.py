"""Gaji: the salary facts of one person, for those who keep them or compute with them."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.models.gaji_baca import salaries
from appliance.models.pegawai import Pegawai
from appliance.web.render import page
from appliance.web.session import actor

bp = Blueprint("gaji", __name__, url_prefix="/pegawai")


@bp.get("/<nip>/gaji")
def show(nip: str) -> Response:
    person = find_or_404(actor().pegawai().where(Pegawai.nip == nip))
    return page("gaji/show.html", orang=person, rows=salaries(person.id))
