"""Finalisasi: the month of the whole regency, office by office, and what is missing by office and by person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.models import finalisasi_unit as detail
from appliance.models.finalisasi import TAHAP, Unit, waiting
from appliance.models.tugas_bulan import running
from appliance.rules import bulan as months
from appliance.web.kantor import halaman
from appliance.web.render import page, redirect_303
from appliance.web.session import actor, viewer
from appliance.web.unit_bulan import all_units, home, may, may_read, unit_of

bp = Blueprint("finalisasi", __name__, url_prefix="/finalisasi")
TONES = ("", "info", "info", "info", "good", "good")  # of TAHAP


@bp.get("")
def index() -> Response:
    return redirect_303(home(months.prev(months.of(actor().today))))


@bp.get("/<bulan:bulan>")
def month(bulan: str) -> Response:
    units = all_units(bulan)
    at = request.args.get("tahap", "")
    shown = [unit for unit in units if not at or str(unit.tahap) == at]
    return page("finalisasi/month.html", bulan=bulan, units=shown, semua=units, at=at, tabs=_tabs(units, at),
                jumlah=totals(shown), tugas=running(bulan), menunggu=waiting(bulan), may=may, may_read=may_read,
                before=home(months.prev(bulan)), after=home(months.next(bulan)), tones=TONES)  # fmt: skip


@bp.get("/<bulan:bulan>/kurang")
def missing(bulan: str) -> Response:
    """Everybody whose month cannot be locked, whatever the office, and why."""
    offices = {unit.opd.id: unit.opd for unit in all_units(bulan) if not unit.terkunci}
    rows, count = detail.estimated(bulan, list(offices), "kurang", halaman())
    return page("finalisasi/missing.html", bulan=bulan, rows=rows, jumlah=count, hal=halaman(), offices=offices,
                pages=-(-count // detail.PAGE))  # fmt: skip


@bp.get("/<bulan:bulan>/unit/<kode>")
def office(bulan: str, kode: str) -> Response:
    unit = unit_of(bulan, kode)
    lihat = _view(unit)
    rows, count = _people(unit, bulan, lihat)
    return page("finalisasi/office.html", bulan=bulan, unit=unit, tahap=TAHAP, rows=rows, jumlah=count, lihat=lihat,
                hal=halaman(), pages=-(-count // detail.PAGE), versi=detail.versions(bulan, unit.opd.id),
                pembukaan=detail.reopenings(bulan, unit.opd.id), may=may, saya=viewer(), may_read=may_read,
                hitung={} if unit.terkunci else detail.counted(bulan, [unit.opd.id]))  # fmt: skip


def _tabs(units: list[Unit], at: str) -> list[dict[str, Any]]:
    """Ways to the offices of one stage; stages without any are left out."""
    found = [{"href": "?", "label": "Semua", "current": not at, "count": len(units)}]
    for nth, name in enumerate(TAHAP, 1):
        count = sum(unit.tahap == nth for unit in units)
        if count:
            found.append({"href": f"?tahap={nth}", "label": name, "current": at == str(nth), "count": count})
    return found


def totals(units: list[Unit]) -> dict[str, int]:
    """What the table adds up to."""
    return {
        "orang": sum(unit.orang for unit in units), "kurang": sum(unit.kurang for unit in units),
        "tpp": sum(unit.tpp if unit.terkunci else unit.berjalan for unit in units),
        "terkunci": sum(unit.terkunci for unit in units), "siap": sum(unit.tpp for unit in units),
    }  # fmt: skip


def _view(unit: Unit) -> str:
    asked = request.args.get("lihat", "")
    if unit.terkunci:
        return "semua"
    return asked if asked in detail.LIHAT else "kurang" if unit.kurang else "semua"


def _people(unit: Unit, bulan: str, lihat: str) -> tuple[list[Any], int]:
    if unit.penutupan is not None:
        return detail.frozen(unit.penutupan, halaman())
    return detail.estimated(bulan, [unit.opd.id], lihat, halaman())
