"""Laporan Harian: the month at a glance, a day, writing a report and changing it while it may be changed."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible, find_or_404
from appliance.models import kehadiran
from appliance.models import laporan_baca as baca
from appliance.models import laporan_tulis as tulis
from appliance.models.laporan import Laporan
from appliance.models.laporan_kirim import resubmit, submit
from appliance.models.laporan_kirim import withdraw as take_back
from appliance.models.laporan_waktu import WEEKS, deadline, deadlines, judged
from appliance.models.pegawai import Pegawai
from appliance.models.peraturan import rak
from appliance.models.refused import Refused
from appliance.models.skp_ajukan import items
from appliance.rules import bulan as months
from appliance.web.isian_laporan import files_of, isi_of
from appliance.web.laporan_bulan import cells, mark, summary, unwritten
from appliance.web.orang import Orang, other, own
from appliance.web.render import notice, page, redirect_303
from appliance.web.session import actor, now, pelaku
from appliance.web.teks import jam, waktu

bp = Blueprint("laporan", __name__)
OFTEN = timedelta(days=30)  # how far back what is done often is looked for


@bp.get("/laporan")
def index() -> Response:
    return _month(own(), months.of(actor().today))


@bp.get("/laporan/<bulan:bulan>")
def month(bulan: str) -> Response:
    return _month(own(), bulan)


@bp.get("/pegawai/<nip>/laporan/<bulan:bulan>")
def month_of(nip: str, bulan: str) -> Response:
    return _month(other(nip, bulan), bulan)


@bp.get("/laporan/<tanggal:tanggal>")
def day(tanggal: date) -> Response:
    return _day(own(), tanggal)


@bp.get("/pegawai/<nip>/laporan/<tanggal:tanggal>")
def day_of(nip: str, tanggal: date) -> Response:
    return _day(other(nip, months.of(tanggal)), tanggal)


@bp.get("/laporan/baru")
def today() -> Response:
    return _blank(actor().today)


@bp.get("/laporan/<tanggal:tanggal>/baru")
def new(tanggal: date) -> Response:
    return _blank(tanggal)


@bp.post("/laporan")
def create() -> Response:
    person = find_or_404(Pegawai.select().where(Pegawai.id == actor().pegawai_id))
    try:
        isi, key = isi_of(request.form), request.form.get("kunci_kirim", "")[:64] or secrets.token_hex(16)
        row, fresh = submit(person, isi, key, files_of(request.files.getlist("bukti")), pelaku())
    except Refused as refused:
        return _form(None, 422, request.form, refused.errors)
    notice(_arrived(row, fresh=fresh))
    return redirect_303(f"/laporan/{row.tanggal.isoformat()}")


def _arrived(row: Laporan, *, fresh: bool) -> str:
    """A second tap is told the same as the first: only one of the two answers is ever seen."""
    if not fresh and row.status != "menunggu":
        return "Laporan ini sudah terkirim sebelumnya."
    same_day = row.dikirim is None or row.dikirim.date() == actor().today
    return f"Laporan terkirim {jam(row.dikirim) if same_day else waktu(row.dikirim)}, menunggu atasan."


@bp.get("/laporan/terkirim/<kunci>")
def sent(kunci: str) -> Response:
    """For the device that kept a draft: whether it has arrived, and when."""
    row = tulis.sent(actor().pegawai_id or 0, kunci)
    if row is None:
        raise NotVisible
    return jsonify(tanggal=row.tanggal.isoformat(), jam=jam(row.dikirim))


@bp.get("/laporan/<int:laporan_id>/ubah")
def edit(laporan_id: int) -> Response:
    row = _own(laporan_id)
    return _form(row, 200, _values(row), {})


@bp.post("/laporan/<int:laporan_id>")
def change(laporan_id: int) -> Response:
    row, form = _own(laporan_id), request.form
    try:
        gone = [int(one) for one in form.getlist("lepas") if one.isascii() and one.isdigit()]
        files = files_of(request.files.getlist("bukti"))
        resubmit(row, isi_of(form), form.get("versi", ""), files, gone, pelaku())
    except Refused as refused:
        return _form(row, 422, form, refused.errors)
    notice("Laporan diperbarui, menunggu atasan.")
    return redirect_303(f"/laporan/{form['tanggal']}")


@bp.post("/laporan/<int:laporan_id>/tarik")
def withdraw(laporan_id: int) -> Response:
    row = _own(laporan_id)
    try:
        take_back(row, pelaku())
    except Refused as refused:
        return _form(row, 422, _values(row), refused.errors)
    notice("Laporan ditarik.")
    return redirect_303(f"/laporan/{row.tanggal.isoformat()}")


def _own(laporan_id: int) -> Laporan:
    mine = (Laporan.id == laporan_id) & (Laporan.pegawai == actor().pegawai_id)
    row: Laporan = find_or_404(Laporan.select().where(mine))
    return row


def _month(orang: Orang, bulan: str) -> Response:
    """Minutes a day; under `capaian`, where volumes make the month, the volume a day."""
    first, last, here, shelf = months.first(bulan), months.last(bulan), actor().today, rak()
    found, targets = baca.days(orang.id, first, last), items(orang.id, bulan)
    metode = shelf.cari("kinerja.metode", last)
    volume = metode is not None and metode.nilai == "capaian"
    known = judged(orang.id, first, last + WEEKS)
    empty = unwritten(bulan, found, known, here)
    limits = deadlines([day for day, why in empty.items() if not why], known, shelf)
    days = cells(bulan, found, empty, limits, here, {one.butir: one.satuan for one in targets} if volume else None)
    back = any(one.status == "dikembalikan" for one in found.values())
    return page(
        "laporan/month.html", orang=orang, bulan=bulan, cells=days, limits=limits, today=here, volume=volume,
        missing=[one for one in days if one.keadaan == "kosong"], skp=targets, volumes=baca.volumes(found.values()),
        back=baca.shown(baca.returned(orang.id, first, last)) if back else [],
        metode=metode, efektif=shelf.cari("kinerja.menit_efektif", last),
        summary=summary(found.values(), days, volume=volume),
        before=months.prev(bulan), after=months.next(bulan) if last < here else "",
    )  # fmt: skip


def _day(orang: Orang, tanggal: date) -> Response:
    shelf = rak()
    limit = deadline(orang.id, tanggal, shelf)
    return page(
        "laporan/day.html", orang=orang, tanggal=tanggal, rows=baca.shown(baca.of_day(orang.id, tanggal)),
        mark=mark(kehadiran.day(orang.id, tanggal), tanggal, actor().today), limit=limit,
        left=limit.left(actor().today),
        efektif=shelf.cari("kinerja.menit_efektif", months.last(months.of(tanggal))), today=actor().today,
    )  # fmt: skip


def _blank(tanggal: date) -> Response:
    person, here = actor().pegawai_id or 0, baca.of_day(actor().pegawai_id or 0, tanggal)
    mulai, selesai = baca.prefilled(here, kehadiran.day(person, tanggal), now(), tanggal)
    values: dict[str, Any] = {"tanggal": tanggal.isoformat(), "mulai": _hm(mulai), "selesai": _hm(selesai)}
    targets, chosen = items(person, months.of(tanggal)), request.args.get("dari", 0, int)
    if len(targets) == 1:
        values["butir_skp"] = targets[0].butir
    if chosen:
        copied = _own(chosen)
        values |= {"uraian": copied.uraian, "butir_skp": copied.butir_skp, "volume": _number(copied.volume)}
    return _form(None, 200, values, {})


def _values(row: Laporan) -> dict[str, Any]:
    return {
        "tanggal": row.tanggal.isoformat(), "mulai": _hm(row.mulai), "selesai": _hm(row.selesai), "uraian": row.uraian,
        "butir_skp": row.butir_skp, "volume": _number(row.volume), "versi": tulis.version(row),
    }  # fmt: skip


def _form(row: Laporan | None, status: int, values: Any, errors: dict[str, str]) -> Response:
    tanggal, person = _date(values.get("tanggal", "")), actor().pegawai_id or 0
    limit = deadline(person, tanggal, rak(), tulis.returned_on(row) if row else None)
    return page(
        "laporan/form.html", status, row=row, values=values, errors=errors, tanggal=tanggal, limit=limit,
        left=limit.left(actor().today), today=actor().today,
        mark=mark(kehadiran.day(person, tanggal), tanggal, actor().today),
        shown=baca.shown([row])[0] if row else None, orang=person,
        offered=[] if row else baca.offered(person, tanggal, tanggal - OFTEN),
        targets=[(one.butir, f"{one.butir}. {one.rhk} ({one.satuan})") for one in items(person, months.of(tanggal))],
        kunci=values.get("kunci_kirim") or secrets.token_hex(16),
    )  # fmt: skip


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return actor().today
    return found if 2015 <= found.year <= 2100 else actor().today


def _hm(at: Any) -> str:
    return f"{at:%H:%M}" if at else ""


def _number(volume: Any) -> str:
    return "" if volume is None else f"{volume.normalize():f}".replace(".", ",")
