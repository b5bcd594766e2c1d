"""Kehadiran: the month as a calendar, and each day with its punches and what was judged and why."""

from __future__ import annotations

from datetime import date

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.models import kehadiran
from appliance.models.jadwal_baca import source_of
from appliance.models.tpp_pegawai import amounts, decree_names
from appliance.rules import bulan as months
from appliance.web import hari
from appliance.web.orang import Orang, other, own, placed
from appliance.web.render import page
from appliance.web.session import actor, now

bp = Blueprint("kehadiran", __name__)


@bp.get("/kehadiran")
def index() -> Response:
    return _month(own(), months.of(actor().today))


@bp.get("/kehadiran/<bulan:bulan>")
def month(bulan: str) -> Response:
    return _month(own(), bulan)


@bp.get("/kehadiran/<tanggal:tanggal>")
def day(tanggal: date) -> Response:
    return _day(own(), tanggal)


@bp.get("/pegawai/<nip>/kehadiran/<bulan:bulan>")
def month_of(nip: str, bulan: str) -> Response:
    return _month(placed(other(nip, bulan)), bulan)


@bp.get("/pegawai/<nip>/kehadiran/<tanggal:tanggal>")
def day_of(nip: str, tanggal: date) -> Response:
    return _day(placed(other(nip, months.of(tanggal))), tanggal)


def _month(orang: Orang, bulan: str) -> Response:
    today = actor().today
    found = kehadiran.days(orang.id, months.first(bulan), months.last(bulan))
    cells = hari.month(bulan, found, today, lambda day: f"{orang.jalan}/kehadiran/{day.isoformat()}")
    sumber = source_of(orang.opd_id) if orang.opd_id else None
    counts = hari.counts(found)
    return page(
        "kehadiran/month.html", orang=orang, bulan=bulan, cells=cells, counts=counts, sumber=sumber, now=now(),
        before=months.prev(bulan), after=months.next(bulan) if bulan < months.of(today) else "",
        telling=[(cell, found[cell.tanggal]) for cell in cells if cell.keadaan in TELLING],
    )  # fmt: skip


TELLING = frozenset({"terlambat", "pulang_cepat", "tidak_lengkap", "tanpa_keterangan", "terlindungi"})


def _day(orang: Orang, tanggal: date) -> Response:
    """The amounts of a cut are on the person's own page only; others see the article and the percent."""
    judged = kehadiran.day(orang.id, tanggal)
    besaran = amounts(orang.id, months.of(tanggal))
    cuts = besaran.of_day(tanggal) if besaran else []
    return page(
        "kehadiran/day.html", orang=orang, tanggal=tanggal, hari=judged, words=hari.in_words(judged) if judged else "",
        punches=kehadiran.punches_of_day(orang.id, tanggal, judged), around=kehadiran.around(orang.id, tanggal, judged),
        cuts=cuts, decrees=decree_names({cut.peraturan for cut in cuts} - {""}), leave=hari.LEAVE,
        sumber=source_of(orang.opd_id) if orang.opd_id else None, today=actor().today, now=now(),
    )  # fmt: skip
