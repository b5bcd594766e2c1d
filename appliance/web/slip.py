"""One's own slip as PDF: printed by the worker when first asked for, then kept."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, send_file, url_for
from werkzeug.wrappers import Response

from appliance.access import NotVisible
from appliance.jobs.documents import print_later
from appliance.models.slip import closing_of, kept_slip, printing
from appliance.web.render import fragment_or_page, redirect_303
from appliance.web.session import actor, pelaku

bp = Blueprint("slip", __name__)


@bp.get("/tpp/<bulan:bulan>/slip")
def show(bulan: str) -> Response:
    closing, person = _own(bulan)
    ready, tugas = _file(closing, person) is not None, printing(closing, person)
    return fragment_or_page("slip/_progress.html", "slip/show.html", bulan=bulan, ready=ready, tugas=tugas)


@bp.post("/tpp/<bulan:bulan>/slip")
def create(bulan: str) -> Response:
    closing, person = _own(bulan)
    if _file(closing, person) is not None:
        return redirect_303(url_for("slip.download", bulan=bulan))
    print_later(closing, "slip", person, pelaku())
    return redirect_303(url_for("slip.show", bulan=bulan))


@bp.get("/tpp/<bulan:bulan>/slip.pdf")
def download(bulan: str) -> Response:
    file = _file(*_own(bulan))
    if file is None:
        return redirect_303(url_for("slip.show", bulan=bulan))
    return send_file(file, mimetype="application/pdf", download_name=f"Slip TPP {bulan}.pdf")


def _own(bulan: str) -> tuple[int, int]:
    person = actor().pegawai_id or 0
    closing = closing_of(person, bulan)
    if closing is None:
        raise NotVisible
    return closing, person


def _file(closing: int, person: int) -> Path | None:
    berkas = kept_slip(closing, person)
    file: Path = current_app.extensions["box"].data / (berkas or "")
    return file if berkas and file.is_file() else None
