"""Approval by rule: what superiors left undecided past the decree's days costs the writer nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import chunked

from appliance.models.atasan import superiors
from appliance.models.base import BATCH, db
from appliance.models.jam import ragu
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.persetujuan_batas import cut_off, deadline, holidays
from appliance.models.tandai import mark_months
from appliance.rules import bulan as months
from appliance.rules.entri import Entri
from appliance.rules.peraturan import Rak

__all__ = ["approve_overdue", "approve_undecided", "cut_off"]
WAITING = "menunggu"
Row = tuple[int, int, date]  # report, writer, day


def approve_undecided(bulan: str, shelf: Rak, pelaku: Pelaku) -> int:
    """After the cut-off, approve by rule every report of the month that nobody decided; returns how many.

    Before it, or where the decree sets no cut-off, nothing happens. The duty was of who could decide on its last day.
    """
    limit = cut_off(bulan, shelf)
    if limit is None or pelaku.kapan.date() <= limit or ragu():
        return 0
    entry = shelf.entri("laporan.tutup_tanggal", months.last(bulan))
    waiting: Any = Laporan.select(Laporan.id, Laporan.pegawai, Laporan.tanggal).where(
        (Laporan.status == WAITING) & Laporan.tanggal.between(months.first(bulan), months.last(bulan))
    )
    return sum(_approve(batch, limit, entry, pelaku) for batch in chunked(list(waiting.tuples()), BATCH))


def approve_overdue(shelf: Rak, pelaku: Pelaku) -> int:
    """Approve by rule all that waits past its last day, whatever its month; returns how many. May be run twice."""
    if ragu():
        return 0  # tomorrow night, or once the clock is right
    today = pelaku.kapan.date()
    columns = (Laporan.id, Laporan.pegawai, Laporan.tanggal, Laporan.dikirim)
    waiting: Any = Laporan.select(*columns).where((Laporan.status == WAITING) & (Laporan.tanggal <= today))
    rows: list[tuple[int, int, date, datetime | None]] = list(waiting.order_by(Laporan.tanggal).tuples())
    free = holidays(min((row[2] for row in rows), default=today))
    due: defaultdict[tuple[date, date], list[Row]] = defaultdict(list)
    for report, writer, day, sent in rows:
        last = deadline(day, sent.date() if sent is not None else day, shelf, free)
        if last is not None and last < today:
            due[day, last].append((report, writer, day))
    return sum(_approve(batch, last, article(day, last, shelf), pelaku)
               for (day, last), found in due.items() for batch in chunked(found, BATCH))  # fmt: skip


def article(day: date, last: date, shelf: Rak) -> Entri:
    """The entry that made `last` the last day: the cut-off, or the working days of the superior."""
    by_days = shelf.cari("laporan.setuju_otomatis_hari", day)
    if by_days is not None and last != cut_off(months.of(day), shelf):
        return by_days
    return shelf.entri("laporan.tutup_tanggal", months.last(months.of(day)))


def _approve(batch: Sequence[Row], on: date, entry: Entri, pelaku: Pelaku) -> int:
    """Approve those that still wait, all of one month; `on` is the last day on which a superior could."""
    basis = entry.dasar
    bosses = superiors({(writer, day) for _, writer, day in batch}, on)
    with db.atomic():
        still = {row[0] for row in _waiting([report for report, _, _ in batch])}
        rows = [row for row in batch if row[0] in still]
        if not rows:
            return 0
        made = [
            {"laporan": report, "putusan": "disetujui", "atasan": bosses[writer, day], "aturan": basis,
             "kapan": pelaku.kapan}
            for report, writer, day in rows
        ]  # fmt: skip
        Persetujuan.insert_many(made).execute()
        Laporan.update(status="disetujui").where(Laporan.id.in_(sorted(still))).execute()
        month = months.of(rows[0][2])
        idle = {boss for _, writer, day in rows if (boss := bosses[writer, day]) is not None}
        mark_months({writer for _, writer, _ in rows} | idle, month, month)
        change = {"laporan": len(rows), "dasar": basis}
        record(pelaku, [Perubahan("setuju_menurut_aturan", "laporan", month, None, change)])
    return len(rows)


def _waiting(ids: list[int]) -> Any:
    return Laporan.select(Laporan.id).where(Laporan.id.in_(ids) & (Laporan.status == WAITING)).tuples()
