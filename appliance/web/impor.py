"""Impor: a machine's USB file from the browser: shown first, entered then, listed, taken back as a whole."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, current_app, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.exchange.attlog_preview import PratinjauAttlog, preview_attlog
from appliance.exchange.refusal import BerkasDitolak, Tolakan
from appliance.exchange.stage import read_limited, stage, staged
from appliance.jobs import attlog as jobs
from appliance.models.impor import Impor
from appliance.models.impor_mesin import imports_of, only_from
from appliance.models.mesin import Mesin
from appliance.models.orang_opd import paged
from appliance.models.refused import Refused
from appliance.models.tugas import Tugas
from appliance.web.isian import Isian
from appliance.web.kantor import halaman, kantor
from appliance.web.render import fragment_or_page, notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer

bp = Blueprint("impor", __name__, url_prefix="/impor")
LIST = 30  # imports on one page
_HASH = re.compile(r"[0-9a-f]{64}")


@bp.get("")
def index() -> Response:
    here = kantor()
    own = Mesin.select(Mesin.id).where(Mesin.opd == here.opd)
    rows, hal, pages = paged(imports_of(own), halaman(), LIST)
    return page("impor/index.html", kantor=here, rows=rows, hal=hal, pages=pages, may=may_write())


@bp.get("/baru")
def new() -> Response:
    return _form(200, request.args, {})


@bp.post("/baru")
def upload() -> Response:
    mesin = find_or_404(actor().mesin().where(Mesin.sn == request.form.get("mesin", "")))
    try:
        return redirect_303(f"/impor/pratinjau/{mesin.sn}/{_keep(mesin, request.files.get('berkas'))}")
    except BerkasDitolak as refused:
        return _form(422, request.form, {"berkas": " ".join(_sentence(fault.alasan) for fault in refused.tolakan)})


@bp.get("/pratinjau/<sn>/<isi>/<berkas>")
def preview(sn: str, isi: str, berkas: str) -> Response:
    return _preview(*_staged(sn, isi, berkas), 200, {}, {})


@bp.post("/pratinjau/<sn>/<isi>/<berkas>")
def enter(sn: str, isi: str, berkas: str) -> Response:
    mesin, seen = _staged(sn, isi, berkas)
    isian = Isian(request.form)
    try:
        sampai = isian.hari("sampai", "Lengkap sampai")
        if sampai > actor().today:
            isian.errors["sampai"] = "Lengkap sampai paling jauh hari ini."
        isian.done()
    except Refused as refused:
        return _preview(mesin, seen, 422, request.form, refused.errors)
    return redirect_303(f"/impor/tugas/{jobs.enter_later(mesin, berkas, isi, sampai, pelaku()).id}")


@bp.get("/tugas/<int:tugas_id>")
def progress(tugas_id: int) -> Response:
    kinds = Tugas.jenis.in_(jobs.KINDS)
    tugas = find_or_404(Tugas.select().where((Tugas.id == tugas_id) & kinds))
    mesin = find_or_404(actor().mesin().where(Mesin.id == tugas.isi["mesin"]))
    return fragment_or_page("impor/_progress.html", "impor/progress.html", tugas=tugas, mesin=mesin,
                            impor=jobs.entered(tugas) if tugas.jenis == jobs.ENTER else None,
                            running=tugas.keadaan in ("antre", "berjalan"))  # fmt: skip


@bp.get("/<int:impor_id>")
def show(impor_id: int) -> Response:
    row = _find(impor_id)
    return page("impor/show.html", impor=row, jumlah=only_from(row), may=may_write())


@bp.post("/<int:impor_id>/tarik")
def take_back(impor_id: int) -> Response:
    row = _find(impor_id)
    if not row.dapat_ditarik:
        notice("Impor ini tidak dapat ditarik lagi.", "info")
        return redirect_303(f"/impor/{impor_id}")
    return redirect_303(f"/impor/tugas/{jobs.take_back_later(row, pelaku()).id}")


def may_write() -> bool:
    who = viewer()
    return who is not None and who.may("impor.upload", "POST")


def _folder() -> Any:
    return current_app.extensions["box"].data


def _keep(mesin: Mesin, given: FileStorage | None) -> str:
    """Look through an uploaded file and keep its bytes; the end of its preview's address. Raises BerkasDitolak."""
    if given is None or not given.filename:
        raise BerkasDitolak("", [Tolakan(0, "", "pilih berkas dari flashdisk atau telepon")])
    data = read_limited(given.filename, given.stream)
    preview_attlog(mesin, given.filename, data, pelaku())
    return f"{stage(_folder(), data)}/{_plain(given.filename)}"


def _plain(berkas: str) -> str:
    """A file's name as a part of an address: its last part, of letters that need no quoting."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", berkas.replace("\\", "/").rpartition("/")[2])[-80:] or "berkas"


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:].rstrip(".") + "."


def _find(impor_id: int) -> Any:
    return find_or_404(imports_of(actor().mesin().select(Mesin.id)).where(Impor.id == impor_id))


def _staged(sn: str, isi: str, berkas: str) -> tuple[Mesin, PratinjauAttlog]:
    """The machine and what its uploaded file would bring; NotVisible when it is not the actor's or not kept."""
    mesin: Mesin = find_or_404(actor().mesin().where(Mesin.sn == sn))
    try:
        if not _HASH.fullmatch(isi):
            raise NotVisible
        return mesin, preview_attlog(mesin, berkas, staged(_folder(), isi), pelaku())
    except (FileNotFoundError, ValueError) as gone:
        raise NotVisible from gone


def _form(status: int, values: Any, errors: dict[str, str]) -> Response:
    machines = list(actor().mesin().order_by(Mesin.sn))
    if len(machines) == 1:
        values = {"mesin": machines[0].sn}
    return page("impor/new.html", status, values=values, errors=errors,
                choices=[(row.sn, f"{row.sn}, {row.opd.nama}") for row in machines])  # fmt: skip


def _preview(mesin: Mesin, seen: PratinjauAttlog, status: int, values: Any, errors: dict[str, str]) -> Response:
    return page("impor/preview.html", status, mesin=mesin, lihat=seen, errors=errors, dipotong=50,
                values=values or {"sampai": seen.terakhir.isoformat()})  # fmt: skip
