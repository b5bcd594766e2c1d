"""Peraturan: the decrees that the amounts follow, each entry with its article; drafts come as files."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

from appliance.access import NotVisible
from appliance.exchange.peraturan_berkas import to_text
from appliance.models import pemberlakuan as verbs
from appliance.models.peraturan import PeraturanTeks, PeraturanTetap, propose
from appliance.models.peraturan_isi import Naskah, entries, shelf
from appliance.models.refused import Refused
from appliance.rules.peraturan import PeraturanKeliru
from appliance.web.nilai import in_lines
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, pelaku, viewer
from appliance.web.unit_bulan import may

bp = Blueprint("peraturan", __name__, url_prefix="/peraturan")


@bp.get("")
def index() -> Answer:
    return page("peraturan/index.html", rows=shelf(actor().today), may=may)


@bp.get("/baru")
def new() -> Answer:
    return page("peraturan/new.html", tolakan=[], berkas="")


@bp.post("/baru")
def create() -> Answer:
    given = request.files.get("berkas")
    name = (given.filename if given else "") or ""
    try:
        stored = propose(to_text(name, given.read() if given else b""), name, pelaku())
    except PeraturanKeliru as wrong:
        return page("peraturan/new.html", 422, tolakan=[(t.kunci, t.alasan) for t in wrong.tolakan], berkas=name)
    except PeraturanTetap as taken:
        return page("peraturan/new.html", 422, tolakan=[("", str(taken))], berkas=name)
    notice(f"Rancangan {stored.nama} tersimpan. Anggota Tim TPP lain dapat memberlakukannya.")
    return redirect_303(f"/peraturan/{stored.kode}")


@bp.get("/<kode>")
def show(kode: str) -> Answer:
    return _page(_find(kode), 200, {})


@bp.get("/<kode>/naskah.toml")
def download(kode: str) -> Response:
    return Response(_find(kode).teks.teks, mimetype="text/plain")


@bp.post("/<kode>/berlakukan")
def enact(kode: str) -> Answer:
    naskah = _find(kode)
    try:
        fresh = verbs.agree(naskah.teks, pelaku())
    except Refused as refused:
        return _page(naskah, 422, refused.errors)
    notice(
        "Peraturan berlaku; yang sudah dihitung sejak tanggal berlakunya dihitung ulang." if fresh else "Sudah berlaku."
    )
    return redirect_303(f"/peraturan/{kode}")


def _find(kode: str) -> Naskah:
    """A stored decree; decrees belong to everybody who may open this page."""
    for naskah in shelf(actor().today):
        if naskah.teks.kode == kode:
            return naskah
    raise NotVisible


def _page(naskah: Naskah, status: int, errors: dict[str, Any]) -> Answer:
    stored: PeraturanTeks = naskah.teks
    who = viewer()
    own = who is not None and stored.pengaju is not None and stored.pengaju.id == who.pengguna_id
    return page("peraturan/show.html", status, n=naskah, isi=entries(naskah, actor().today), baris=in_lines,
                errors=errors, may=may, milik=own)  # fmt: skip
