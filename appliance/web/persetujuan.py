"""Persetujuan: what waits for a superior, one person's days, the team today, and who left reports undecided."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import atasan_lalai, persetujuan_baca, skp_ajukan, tim_hari_ini
from appliance.models import persetujuan as verbs
from appliance.models.pegawai import Pegawai
from appliance.models.peraturan import rak
from appliance.models.persetujuan_antrean import offices_below, team_of
from appliance.models.refused import Refused
from appliance.rules import bulan as months
from appliance.web.hari import LEAVE
from appliance.web.kantor import bulan
from appliance.web.render import changed, fragment_or_page, notice, page, redirect_303
from appliance.web.session import actor, now, pelaku, viewer

bp = Blueprint("persetujuan", __name__, url_prefix="/persetujuan")


@bp.get("")
def index() -> Response:
    """Who waits; with the kepala's role also whose placement names no superior."""
    who, shelf = actor(), rak()
    me = who.pegawai_id or 0
    rows = persetujuan_baca.inbox(me, who.today, headed(), shelf)
    team = [person for person, *_ in team_of(me, who.today)]
    month = tim_hari_ini.predikat_month(who.today, shelf)
    lacking = tim_hari_ini.without_predikat(team, month) if month else []
    skp = skp_ajukan.waiting(team)
    return page("persetujuan/index.html", rows=rows, today=who.today, lacking=lacking, bulan=month, skp=skp)


@bp.get("/tim")
def team() -> Response:
    rows = tim_hari_ini.team_today(actor().pegawai_id or 0, actor().today)
    return page("persetujuan/team.html", rows=rows, today=actor().today, leave=LEAVE)


@bp.get("/terlewat")
def missed() -> Response:
    return idle_page("/persetujuan/terlewat")


@bp.get("/<nip>")
def show(nip: str) -> Response:
    return _show(nip, 200)


@bp.post("/<nip>/setujui")
def approve(nip: str) -> Response:
    waiting, decided = _reports(nip)
    seen = _given(waiting + decided)
    try:
        outcome = verbs.approve(seen, pelaku())
    except Refused as refused:
        return _show(nip, 422, errors=refused.errors)
    _tell(outcome, len(seen))
    return _back(nip) if len(waiting) > outcome.disetujui else redirect_303("/persetujuan")


@bp.post("/<nip>/<int:laporan_id>/kembalikan")
def send_back(nip: str, laporan_id: int) -> Response:
    _one(nip, laporan_id)
    note = request.form.get("catatan", "")
    try:
        fresh = verbs.send_back(laporan_id, request.form.get("lihat", ""), note, pelaku())
    except Refused as refused:
        return _show(nip, 422, errors=refused.errors, laporan_id=laporan_id, note=note)
    notice("Laporan dikembalikan; yang menulis melihat catatan Anda." if fresh else "Laporan ini sudah dikembalikan.")
    return _back(nip)


def _back(nip: str) -> Response:
    return changed(f"/persetujuan/{nip}", lambda: _show(nip, 200))


def idle_page(path: str) -> Response:
    """Superiors who did nothing, of those one may see; with the whole regency also for whom nobody can decide."""
    who, month = actor(), bulan()
    rows = atasan_lalai.idle(month, who.pegawai(months.first(month)).select(Pegawai.id))
    alone = atasan_lalai.without_decider(who.today) if who.sees_all() else []
    poin, pasal = atasan_lalai.points(month, rak())
    return page("persetujuan/missed.html", rows=rows, alone=alone, bulan=month, poin=poin, pasal=pasal, path=path,
                before=months.prev(month), after=months.next(month), own=who.nip)  # fmt: skip


def headed() -> list[int]:
    """Offices whose kepala this person is, with those under them; empty for everybody else."""
    who = viewer()
    roots = {opd for role, opd in who.peran if role == "kepala" and opd is not None} if who is not None else set()
    return offices_below(roots) if roots else []


def _reports(nip: str, *, decided: bool = True) -> tuple[list[Any], list[Any]]:
    """(waiting, decided) reports of this person that the actor decides on; NotVisible where there is no such person."""
    who = actor()
    found = persetujuan_baca.reports_of(nip, who.pegawai_id or 0, who.today, decided=decided)
    if not any(found) and not decided:
        return _reports(nip)  # what waits may be somebody else's, and yet one decided on earlier days
    if not any(found):
        find_or_404(who.bawahan().where(Pegawai.nip == nip))
    return found


def _one(nip: str, laporan_id: int) -> None:
    waiting, decided = _reports(nip)
    if all(row.id != laporan_id for row in waiting + decided):
        raise NotVisible


def _given(rows: list[Any]) -> dict[int, str]:
    """What the form names, as it was seen; NotVisible when it names a report that is not among `rows`."""
    field = "satu" if "satu" in request.form else "lihat" if "semua" in request.form else "pilih"
    pairs = (value.partition(":") for value in request.form.getlist(field))
    seen = {int(number): stamp for number, _, stamp in pairs if number.isascii() and number.isdigit()}
    if not seen.keys() <= {row.id for row in rows}:
        raise NotVisible
    return seen


def _tell(outcome: verbs.Putusan, asked: int) -> None:
    if outcome.disetujui:
        notice(f"{outcome.disetujui} laporan disetujui.")
    if outcome.berubah:
        notice(f"{outcome.berubah} laporan ditulis ulang sejak Anda membukanya; baca lagi, lalu putuskan.", "warn")
    if not asked:
        notice("Belum ada laporan yang dicentang.", "warn")
    elif not outcome.disetujui and not outcome.berubah:
        notice("Laporan itu sudah dinilai sebelumnya.", "info")


def _show(nip: str, status: int, errors: dict[str, str] | None = None, laporan_id: int = 0, note: str = "") -> Response:
    """What waits; what is decided already only where it is asked for, or where something was wrong with it."""
    asked = "dinilai" in request.args or laporan_id != 0
    waiting, decided = _reports(nip, decided=asked)
    nama = (waiting + decided)[0].pegawai.nama if waiting or decided else Pegawai.get(Pegawai.nip == nip).nama
    return fragment_or_page(
        "persetujuan/_isi.html", "persetujuan/show.html", status, menu=True, nip=nip, nama=nama, jumlah=len(waiting),
        days=persetujuan_baca.days_of(waiting), done=persetujuan_baca.days_of(decided) if asked else [],
        dinilai=asked, errors=errors or {}, wrong=laporan_id, note=note, leave=LEAVE, now=now(),
    )  # fmt: skip
