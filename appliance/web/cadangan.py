"""Cadangan: how fresh and how proven the copies are, and the page that says how to restore."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, send_file
from werkzeug.wrappers import Response

from appliance.access import NotVisible
from appliance.jobs.cadangan import BERKAS, JENIS, print_later
from appliance.models.cadangan import TempatCadangan, last, recent
from appliance.models.cadangan_peringatan import NAMES, warnings
from appliance.models.tugas_bulan import newest
from appliance.web.render import page, redirect_303
from appliance.web.session import now, pelaku

bp = Blueprint("cadangan", __name__, url_prefix="/cadangan")
SHOWN = 30
WORK = {
    "salinan": "Salinan",
    "mingguan": "Salinan mingguan",
    "rapikan": "Pemeriksaan isi",
    "uji": "Uji pemulihan",
    "latihan": "Latihan kode",
    "kode": "Kode pemulihan",
    "pulih": "Pemulihan",
}


@bp.get("")
def index() -> Response:
    latest = {jenis: last(jenis) for jenis in ("salinan", "mingguan", "uji", "latihan")}
    places = list(TempatCadangan.select().order_by(TempatCadangan.tempat))
    return page("cadangan/index.html", alarms=list(warnings(now())), terakhir=latest, tempat=places, nama=NAMES,
                kata=WORK, rows=recent(SHOWN), now=now(), lembar=bool(_sheet()), tugas=newest(JENIS, {}))  # fmt: skip


@bp.get("/lembar")
def sheet() -> Response:
    file = _sheet()
    if file is None:
        raise NotVisible
    return send_file(file, download_name="Memulihkan E-Kinerja dari cadangan.pdf")


@bp.post("/lembar")
def print_sheet() -> Response:
    print_later(pelaku())
    return redirect_303("/cadangan")


def _sheet() -> Path | None:
    file: Path = current_app.extensions["box"].data / BERKAS
    return file if file.is_file() else None
