"""Signing in by NIP and password."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models.masuk import sign_in
from appliance.models.refused import Refused
from appliance.web.arrival import arrive, inside
from appliance.web.render import page, redirect_303
from appliance.web.session import pelaku, viewer

bp = Blueprint("masuk", __name__, url_prefix="/masuk")


@bp.get("")
def show() -> Response:
    if viewer() is not None:
        return redirect_303(inside(request.args.get("ke", "")))
    return page("masuk/show.html", values={"ke": request.args.get("ke", "")}, errors={})


@bp.post("")
def create() -> Response:
    form = request.form
    try:
        entered = sign_in(form.get("nip", ""), form.get("kata_sandi", ""), pelaku(), str(request.user_agent))
    except Refused as refused:
        return page("masuk/show.html", 422, values=form, errors=refused.errors)
    return arrive(entered, inside(form.get("ke", "")))
