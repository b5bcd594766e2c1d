"""Impor data: tables of every KIND from the browser: looked through first, entered whole, listed, taken back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, request
from werkzeug.wrappers import Response as Answer

from appliance.access import NotVisible, find_or_404
from appliance.access_matrix import may_bring
from appliance.exchange.kinds import KINDS
from appliance.exchange.out import to_csv
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.stage import read_limited, stage
from appliance.jobs import impor as jobs
from appliance.models import impor_daftar as listing
from appliance.models.impor import Impor
from appliance.models.tugas import Tugas
from appliance.web.impor_kata import ABOUT, NAMES
from appliance.web.kantor import halaman
from appliance.web.reading import shows
from appliance.web.render import fragment_or_page, notice, page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import may

bp = Blueprint("impor_data", __name__, url_prefix="/impor-data")


@bp.get("")
def index() -> Answer:
    rows = listing.tables(kinds())
    count = rows.count()
    return page("impor_data/index.html", rows=list(rows.paginate(halaman(), listing.PAGE)), nama=NAMES, jenis=kinds(),
                tentang=ABOUT, hal=halaman(), pages=-(-count // listing.PAGE), jumlah=count, may=may)  # fmt: skip


@bp.get("/baru/<jenis>")
def new(jenis: str) -> Answer:
    return _form(jenis, 200, {})


@bp.get("/baru/<jenis>/contoh.csv")
def template(jenis: str) -> Response:
    _known(jenis)
    content = to_csv([kolom.nama for kolom in KINDS[jenis].kolom], [])
    headers = {"Content-Disposition": f'attachment; filename="{jenis}.csv"'}
    return Response(content, mimetype="text/csv", headers=headers)


@bp.post("/baru/<jenis>")
def upload(jenis: str) -> Answer:
    _known(jenis)
    given = request.files.get("berkas")
    if given is None or not given.filename:
        return _form(jenis, 422, {"berkas": "Pilih berkas CSV atau XLSX."})
    try:
        name = stage(current_app.extensions["box"].data, read_limited(given.filename, given.stream))
    except BerkasDitolak as refused:
        return _form(jenis, 422, {"berkas": refused.tolakan[0].alasan})
    kiriman = jobs.Kiriman(jenis, given.filename[-120:], name, bool(request.form.get("abaikan")))
    return redirect_303(f"/impor-data/tugas/{jobs.preview_later(kiriman, pelaku()).id}")


@bp.get("/tugas/<int:tugas_id>")
def progress(tugas_id: int) -> Answer:
    tugas = _task(tugas_id)
    impor = jobs.entered(tugas) if tugas.jenis == jobs.ENTER else None
    shows(tugas.isi["jenis"] if (tugas.hasil or {}).get("contoh") else "")
    return fragment_or_page("impor_data/_task.html", "impor_data/task.html", tugas=tugas, impor=impor, nama=NAMES,
                            running=tugas.keadaan in ("antre", "berjalan"), hasil=tugas.hasil or {})  # fmt: skip


@bp.post("/tugas/<int:tugas_id>")
def enter(tugas_id: int) -> Answer:
    tugas = _task(tugas_id)
    if tugas.jenis != jobs.PREVIEW or tugas.keadaan != "selesai":
        raise NotVisible
    kiriman = jobs.Kiriman(**tugas.isi)
    partial = bool(tugas.hasil["jumlah_tolakan"]) and request.form.get("sebagian") == "ya"
    if tugas.hasil["jumlah_tolakan"] and not partial:
        notice("Ada baris yang ditolak. Perbaiki berkasnya, atau centang bahwa baris yang baik saja yang masuk.", "bad")
        return redirect_303(f"/impor-data/tugas/{tugas_id}")
    return redirect_303(f"/impor-data/tugas/{jobs.enter_later(kiriman, pelaku(), partial=partial).id}")


@bp.get("/<int:impor_id>")
def show(impor_id: int) -> Answer:
    row = _find(impor_id)
    shows(row.jenis)
    return page("impor_data/show.html", impor=row, nama=NAMES, contoh=listing.samples(row), may=may)


@bp.post("/<int:impor_id>/tarik")
def take_back(impor_id: int) -> Answer:
    row = _find(impor_id)
    if not row.dapat_ditarik:
        notice("Impor ini tidak dapat ditarik lagi.", "info")
        return redirect_303(f"/impor-data/{impor_id}")
    return redirect_303(f"/impor-data/tugas/{jobs.take_back_later(row, pelaku()).id}")


def kinds() -> list[str]:
    """KINDs of the actor, in the order of their dependence."""
    return [jenis for jenis in KINDS if may_bring(actor().roles, jenis)]


def _known(jenis: str) -> None:
    if jenis not in kinds():
        raise NotVisible


def _find(impor_id: int) -> Impor:
    found: Impor = find_or_404(listing.tables(kinds()).where(Impor.id == impor_id))
    return found


def _task(tugas_id: int) -> Tugas:
    tugas: Tugas = find_or_404(Tugas.select().where((Tugas.id == tugas_id) & Tugas.jenis.in_(jobs.KINDS)))
    _known(tugas.isi["jenis"])
    return tugas


def _form(jenis: str, status: int, errors: dict[str, Any]) -> Answer:
    _known(jenis)
    return page("impor_data/new.html", status, jenis=jenis, nama=NAMES, tentang=ABOUT, kind=KINDS[jenis], errors=errors,
                values=request.form)  # fmt: skip
