"""Kinerja: how the performance part of a month came about, from its reports, targets or predikat."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.models.baca_besaran import note_reading
from appliance.models.kinerja_uraian import performance_of
from appliance.rules.peraturan import EntriTiadaAda
from appliance.web.orang import Orang, other, own
from appliance.web.render import page
from appliance.web.session import actor, pelaku

bp = Blueprint("kinerja", __name__)


@bp.get("/tpp/<bulan:bulan>/kinerja")
def show(bulan: str) -> Response:
    return _show(own(), bulan)


@bp.get("/pegawai/<nip>/tpp/<bulan:bulan>/kinerja")
def show_of(nip: str, bulan: str) -> Response:
    orang = other(nip, bulan)
    if orang.id != actor().pegawai_id:
        note_reading(orang.nip, bulan, pelaku())
    return _show(orang, bulan)


def _show(orang: Orang, bulan: str) -> Response:
    try:
        told, missing = performance_of(orang.id, bulan), ""
    except EntriTiadaAda as reason:
        told, missing = None, str(reason)
    return page("kinerja/show.html", orang=orang, bulan=bulan, told=told, missing=missing)


@bp.app_template_filter()
def desimal(nilai: Fraction) -> Decimal:
    """An exact volume as a decimal of at most four places, without trailing zeros."""
    exact = (Decimal(nilai.numerator) / nilai.denominator).quantize(Decimal("0.0001"))
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()
