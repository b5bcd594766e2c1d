"""Whether the box can serve: for whoever watches it."""

from flask import Blueprint, Response

from appliance.models.opd import Opd

bp = Blueprint("sehat", __name__)


@bp.get("/sehat")
def show() -> Response:
    Opd.select(Opd.id).limit(1).scalar()
    return Response("ok", mimetype="text/plain")
