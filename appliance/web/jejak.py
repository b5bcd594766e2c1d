"""Riwayat perubahan: who changed what, when, from where, before and after; and whether the chain is whole."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.jobs.chain import JENIS, check_later
from appliance.models.jejak_baca import PAGE, Pilih, entries, objects
from appliance.models.refused import Refused
from appliance.models.tugas_bulan import newest
from appliance.web.isian import Isian
from appliance.web.reading import shows
from appliance.web.render import page, redirect_303
from appliance.web.session import actor, pelaku
from appliance.web.unit_bulan import may

bp = Blueprint("jejak", __name__, url_prefix="/riwayat")

# Amounts, and what somebody wrote of his day: who may not read the page sees only that the record changed.
AMOUNTS = frozenset({"penutupan", "pembayaran", "perkiraan", "tpp", "bank", "sipd"})
REPORTS = frozenset({"laporan", "bukti_dukung"})
# What the box's administrator keeps; of everything else he sees no more than that it changed.
KEPT_BY_ADMIN = frozenset({"pengguna", "peran", "sesi", "opd", "mesin", "libur", "jadwal", "peraturan"})


@bp.get("")
def index() -> Response:
    pilih, errors = _chosen()
    rows = entries(pilih, _hidden())
    for row in rows[:PAGE]:
        shows(row["objek"] if row["beda"] else "")
    more = rows[PAGE - 1]["id"] if len(rows) > PAGE else None
    given = {name: value for name, value in request.args.items() if value and name != "sebelum"}
    kinds = [(name, name.replace("_", " ")) for name in objects()]
    return page("jejak/index.html", rows=rows[:PAGE], pilih=pilih, errors=errors, objek=kinds, values=request.args,
                lanjut="?" + urlencode({**given, "sebelum": more}) if more else "", rantai=newest(JENIS, {}),
                may=may)  # fmt: skip


@bp.post("/rantai")
def check() -> Response:
    check_later(pelaku())
    return redirect_303("/riwayat")


def _hidden() -> frozenset[str]:
    """Objects whose contents this person may not read: what his pages do not show, the trail does not either."""
    who = actor()
    if who.has("pemeriksa"):
        return frozenset()
    if who.has("tim_tpp"):
        return REPORTS
    return AMOUNTS | REPORTS if who.has("bkpsdm") else frozenset(objects()) - KEPT_BY_ADMIN


def _chosen() -> tuple[Pilih, dict[str, str]]:
    isian, args = Isian(request.args), request.args
    words: dict[str, Any] = {name: args.get(name, "").strip()[:80] for name in ("objek", "aksi", "pelaku", "kunci")}
    dates: dict[str, Any] = {name: isian.hari_boleh(name, "Tanggal") for name in ("dari", "sampai")}
    below = args.get("sebelum", "")
    dates["sebelum"] = int(below) if below.isascii() and below.isdigit() and len(below) < len(str(2**63)) else None
    try:
        isian.done()
    except Refused as refused:
        return Pilih(**words), refused.errors
    return Pilih(**words, **dates), {}
