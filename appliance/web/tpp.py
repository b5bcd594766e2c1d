"""TPP: what stands for a month, estimate or locked, and every line that made it."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.models.baca_besaran import note_reading
from appliance.models.tpp_pegawai import amounts, decree_names
from appliance.rules import bulan as months
from appliance.web.orang import Orang, other, own
from appliance.web.render import page
from appliance.web.session import actor, pelaku
from appliance.web.teks import persen

bp = Blueprint("tpp", __name__)


@bp.get("/tpp")
def index() -> Response:
    return _month(own(), months.of(actor().today))


@bp.get("/tpp/<bulan:bulan>")
def month(bulan: str) -> Response:
    return _month(own(), bulan)


@bp.get("/pegawai/<nip>/tpp/<bulan:bulan>")
def month_of(nip: str, bulan: str) -> Response:
    orang = other(nip, bulan)
    if orang.id != actor().pegawai_id:
        note_reading(orang.nip, bulan, pelaku())
    return _month(orang, bulan)


def _month(orang: Orang, bulan: str) -> Response:
    besaran = amounts(orang.id, bulan)
    used = {line.peraturan for line in (besaran.rincian + besaran.potongan)} - {""} if besaran else set()
    return page(
        "tpp/month.html", orang=orang, bulan=bulan, besaran=besaran, decrees=decree_names(used),
        before=months.prev(bulan), after=months.next(bulan) if bulan < months.of(actor().today) else "",
    )  # fmt: skip


@bp.app_template_filter()
def persen_teks(stored: str) -> str:
    """A percent as records keep it ("0.5") as a person reads it ("0,50 %")."""
    return persen(Decimal(stored))
