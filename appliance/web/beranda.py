"""Beranda: did my punch arrive, what stands this month, what waits for me."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from appliance.access import Actor
from appliance.models import kehadiran, laporan_baca
from appliance.models.cadangan_peringatan import warnings
from appliance.models.jadwal_baca import source_of
from appliance.models.tpp_pegawai import amounts
from appliance.rules import bulan as months
from appliance.web import hari, nav
from appliance.web.render import page
from appliance.web.session import actor, now

bp = Blueprint("beranda", __name__)


@bp.get("/")
def index() -> Response:
    who = actor()
    mine = _mine(who) if who.pegawai_id is not None else None
    alarms = list(warnings(now())) if who.has("admin") else []
    return page("beranda/index.html", today=who.today, now=now(), mine=mine, work=nav.work(), alarms=alarms)


def _mine(who: Actor) -> dict[str, Any]:
    """What a civil servant sees of the own day and month: eight queries."""
    person, bulan = who.pegawai_id or 0, months.of(who.today)
    midnight = datetime.combine(who.today, time())
    found = kehadiran.days(person, months.first(bulan), months.last(bulan))
    return {
        "bulan": bulan,
        "today": found.get(who.today),
        "punches": kehadiran.punches(person, midnight, midnight + timedelta(days=1)),
        "cells": hari.month(bulan, found, who.today, lambda day: f"/kehadiran/{day.isoformat()}"),
        "counts": hari.counts(found),
        "besaran": amounts(person, bulan),
        "orang": person,
        "laporan": laporan_baca.days(person, who.today, who.today).get(who.today),
        "sumber": source_of(who.opd_id) if who.opd_id else None,
    }
