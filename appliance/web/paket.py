"""The support bundle: looked through on the screen, then taken along. Nothing in it names a person."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response
from werkzeug.wrappers import Response

from appliance.kesehatan.baris import Tinjau
from appliance.kesehatan.paket import collect, pack
from appliance.models.base import db
from appliance.models.jejak import Perubahan, record
from appliance.web.render import page
from appliance.web.session import now, pelaku

bp = Blueprint("paket", __name__, url_prefix="/kesehatan/paket")


@bp.get("")
def show() -> Response:
    """What would be in it, to read before it is sent anywhere."""
    return page("paket/show.html", isi=collect(_tinjau()))


@bp.post("")
def create() -> Response:
    with db.atomic():
        record(pelaku(), [Perubahan("unduh", "paket_bantuan", f"{now():%Y-%m-%d %H:%M}", None, None)])
    response = make_response(pack(collect(_tinjau())))
    response.headers["Content-Type"] = "application/zip"
    response.headers["Content-Disposition"] = f'attachment; filename="ekinerja-bantuan-{now():%Y%m%d-%H%M}.zip"'
    return response


def _tinjau() -> Tinjau:
    return Tinjau(current_app.extensions["box"], now())
