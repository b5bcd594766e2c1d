"""Activation slips of an office: printed by the worker, taken once."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, request, url_for
from werkzeug.wrappers import Response

from appliance.access import find_or_404
from appliance.jobs.aktivasi import JENIS, print_later, take, waits
from appliance.models.akun_kantor import listing
from appliance.models.tugas import Tugas
from appliance.web.kantor import kantor
from appliance.web.render import fragment_or_page, notice, redirect_303
from appliance.web.session import actor, now, pelaku

bp = Blueprint("slip_aktivasi", __name__, url_prefix="/slip-aktivasi")


@bp.post("")
def create() -> Response:
    opd, who = kantor().opd, actor()
    rows = listing(who.given_codes(), who.today, now(), opd_id=opd.id, new=True)
    accounts = [row["id"] for row in rows.dicts()]
    if not accounts:
        notice("Tidak ada yang perlu dicetak: semua pegawai unit kerja ini sudah pernah masuk.", "info")
        return redirect_303(url_for("kode.index", opd=opd.kode))
    tugas = print_later(opd, accounts, request.url_root, pelaku())
    return redirect_303(url_for("slip_aktivasi.show", tugas_id=tugas.id))


@bp.get("/<int:tugas_id>")
def show(tugas_id: int) -> Response:
    tugas = _mine(tugas_id)
    ready = waits(_data(), tugas)
    return fragment_or_page("slip_aktivasi/_progress.html", "slip_aktivasi/show.html", tugas=tugas, ready=ready)


@bp.post("/<int:tugas_id>")
def download(tugas_id: int) -> Response:
    paper = take(_data(), _mine(tugas_id), pelaku())
    if paper is None:
        notice("Slip itu sudah diunduh atau sudah dihapus. Cetak lagi: kode yang lama lalu tidak berlaku.", "warn")
        return redirect_303(url_for("slip_aktivasi.show", tugas_id=tugas_id))
    headers = {"Content-Disposition": 'attachment; filename="Slip aktivasi.pdf"'}
    return Response(paper, mimetype="application/pdf", headers=headers)


def _mine(tugas_id: int) -> Tugas:
    """Only whoever asked for the paper gets it."""
    asked = Tugas.select().where((Tugas.id == tugas_id) & (Tugas.jenis == JENIS))
    found: Tugas = find_or_404(asked.where(Tugas.pengguna_id == actor().pengguna_id))
    return found


def _data() -> Path:
    data: Path = current_app.extensions["box"].data
    return data
