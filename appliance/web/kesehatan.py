"""Kesehatan kotak: is the box well? What is not stands first; then every part, the slow pages and what broke."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, current_app, request
from werkzeug.wrappers import Response

from appliance.access import NotVisible
from appliance.kesehatan import disk, halaman, layanan, pekerjaan
from appliance.kesehatan.baris import KATA, Tinjau, worst
from appliance.kesehatan.sumber import look
from appliance.kesehatan.teks import verdict
from appliance.models import gangguan_kotak, kejadian_harian
from appliance.models.gangguan_kotak import SEBAB
from appliance.models.isi_disk import lately
from appliance.models.pekerjaan_rutin import PekerjaanRutin
from appliance.models.peringatan import of_machines
from appliance.rules import bulan as months
from appliance.web.isian import Isian
from appliance.web.render import fragment_or_page, page
from appliance.web.session import now
from appliance.web.unit_bulan import may_read

bp = Blueprint("kesehatan", __name__, url_prefix="/kesehatan")

WEEK = timedelta(days=6)
SHOWN, MACHINES, RECENT = 8, 25, 12


@bp.get("")
def index() -> Response:
    tinjau = Tinjau(current_app.extensions["box"], now())
    return fragment_or_page("kesehatan/_jawab.html", "kesehatan/index.html", **_answer(tinjau), **_parts(tinjau))


@bp.get("/halaman")
def pages() -> Response:
    """Every page of one day, or of the last week."""
    isian, today = Isian(request.args), now().date()
    hari = isian.hari_boleh("hari", "Hari")
    rows = halaman.slowest(hari or today - WEEK, hari or today)
    return page("kesehatan/pages.html", hari=hari, rows=rows, errors=isian.errors, values=request.args,
                spoken=halaman.spoken)  # fmt: skip


@bp.get("/halaman/<nama>")
def page_days(nama: str) -> Response:
    """One page day by day."""
    if nama not in current_app.view_functions:
        raise NotVisible
    bulan = month_asked()
    found = halaman.days(months.first(bulan), months.last(bulan), nama)
    rows = [(day, found.get(day)) for day in months.days(bulan)]
    return page("kesehatan/page_days.html", nama=nama, rows=rows, spoken=halaman.spoken, **ways(bulan))


def _answer(tinjau: Tinjau) -> dict[str, Any]:
    lines = look(tinjau)
    wrong = sorted((one for one in lines if one.nada in ("bad", "warn")), key=lambda one: one.nada)
    return {"now": tinjau.now, "lines": lines, "wrong": wrong, "nada": worst(lines), "putusan": verdict(lines),
            "kata": KATA, "versi": layanan.program()}  # fmt: skip


def _parts(tinjau: Tinjau) -> dict[str, Any]:
    today = tinjau.now.date()
    bulan = months.of(today)
    outages = gangguan_kotak.of_month(bulan)
    machines = [one.teks for one in of_machines(tinjau.now)]
    work = [(pekerjaan.named(row.nama), row, pekerjaan.late(row, tinjau)) for row in PekerjaanRutin.select()]
    return {
        "disk": lately(today), "ramalan": disk.ahead(tinjau), "lambat": halaman.slowest(today - WEEK, today)[:SHOWN],
        "spoken": halaman.spoken, "mesin": machines[:MACHINES], "mesin_lagi": max(0, len(machines) - MACHINES),
        "kejadian": kejadian_harian.since(today - timedelta(days=29))[:RECENT], "kerja": sorted(work, key=_first),
        "bulan": bulan, "gangguan": outages, "sebab": SEBAB, "paket": may_read("paket.show"),
        "menit": gangguan_kotak.minutes_by_day(outages, bulan, tinjau.now),
    }  # fmt: skip


def _first(row: tuple[str, Any, bool]) -> str:
    return row[0]


def month_asked() -> str:
    """The month that the address names, or this one."""
    given = request.args.get("bulan", "")
    try:
        return months.of(date.fromisoformat(f"{given}-01"))
    except ValueError:
        return months.of(now().date())


def ways(bulan: str) -> dict[str, Any]:
    """The month with those before and after it, none that is still to come."""
    after = months.next(bulan)
    return {"bulan": bulan, "before": f"?bulan={months.prev(bulan)}",
            "after": f"?bulan={after}" if after <= months.of(now().date()) else ""}  # fmt: skip
