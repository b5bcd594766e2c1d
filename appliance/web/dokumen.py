"""Papers of a locked office: printed by the worker when first asked for, then kept and given out."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, current_app, send_file
from werkzeug.wrappers import Response

from appliance.access import NotVisible
from appliance.jobs.documents import JENIS as PRINTING
from appliance.jobs.documents import print_later
from appliance.models.dokumen import Dokumen
from appliance.models.finalisasi import Unit
from appliance.models.penutupan import Penutupan
from appliance.models.tugas_bulan import newest
from appliance.web.render import fragment_or_page, redirect_303
from appliance.web.session import pelaku
from appliance.web.unit_bulan import locked, may

bp = Blueprint("dokumen", __name__, url_prefix="/finalisasi/<bulan:bulan>/unit/<kode>/dokumen")
JUDUL = {"daftar": "Daftar pembayaran", "slip_semua": "Slip semua pegawai"}


@bp.get("/<jenis>")
def show(bulan: str, kode: str, jenis: str) -> Response:
    unit, closing = _of(bulan, kode, jenis)
    tugas = newest(PRINTING, {"penutupan": closing.id, "jenis": jenis, "pegawai": None})
    return fragment_or_page("tugas/_paper.html", "tugas/paper.html", bulan=bulan, unit=unit, jenis=jenis, tugas=tugas,
                            judul=JUDUL[jenis], siap=_file(closing, jenis) is not None, may=may)  # fmt: skip


@bp.post("/<jenis>")
def create(bulan: str, kode: str, jenis: str) -> Response:
    _, closing = _of(bulan, kode, jenis)
    if _file(closing, jenis) is None:
        print_later(closing.id, jenis, None, pelaku())
    return redirect_303(f"/finalisasi/{bulan}/unit/{kode}/dokumen/{jenis}")


@bp.get("/<jenis>/berkas")
def download(bulan: str, kode: str, jenis: str) -> Response:
    unit, closing = _of(bulan, kode, jenis)
    file = _file(closing, jenis)
    if file is None:
        raise NotVisible
    return send_file(file, download_name=f"{JUDUL[jenis]} {unit.opd.kode} {bulan}{file.suffix}")


def _of(bulan: str, kode: str, jenis: str) -> tuple[Unit, Penutupan]:
    if jenis not in JUDUL:
        raise NotVisible
    return locked(bulan, kode)


def _file(closing: Penutupan, jenis: str) -> Path | None:
    mine = (Dokumen.penutupan == closing) & (Dokumen.jenis == jenis) & Dokumen.pegawai.is_null()
    berkas = Dokumen.select(Dokumen.berkas).where(mine).scalar()
    file: Path = current_app.extensions["box"].data / (berkas or "")
    return file if berkas and file.is_file() else None
