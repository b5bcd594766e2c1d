"""Marking what must be computed again because a fact under it changed.

Marks lie within the time that the regency lives in: not before `floor` (a machine's log may hold years), not after the
last day that has been opened. A month is opened for a person as a whole when the first of its days is judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from peewee import fn

from appliance.models.base import db, insert_rows
from appliance.models.cakupan import settle
from appliance.models.hari_kerja import DirtyDay, DirtyMonth, HariKerja
from appliance.models.jejak import Jejak
from appliance.models.penempatan import Penempatan
from appliance.models.perkiraan import Perkiraan
from appliance.rules import bulan as months

MONTHS_BEFORE_START = 3  # judged on their own; older ones only when somebody computes them


def floor() -> date:
    """The first day judged unasked: some months before the regency's first record."""
    start = Jejak.select(fn.MIN(Jejak.kapan)).scalar()
    return date.min if start is None else months.first(months.next(months.of(start), -MONTHS_BEFORE_START))


def ceiling() -> date | None:
    """The last day opened; None when none is."""
    last: date | None = HariKerja.select(HariKerja.tanggal).order_by(HariKerja.tanggal.desc()).limit(1).scalar()
    return None if last is None else months.last(months.of(last))


def mark_days(pegawai_ids: Iterable[int], mulai: date, selesai: date) -> None:
    """Mark each person's days from `mulai` to `selesai`, and their months."""
    top = ceiling()
    if top is None:
        return
    first, last = max(mulai, floor()), min(selesai, top)
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    _mark((p, d) for p in list(pegawai_ids) for d in days)


def mark_pairs(pairs: Iterable[tuple[int, date]]) -> None:
    """Mark single days of single people: they have punches, so the days exist whether opened or not."""
    bottom = floor()
    _mark(sorted({pair for pair in pairs if pair[1] >= bottom}))


def open_month(bulan: str) -> None:
    """Mark a month of everybody placed in it who has no judged day there yet."""
    first, last = months.first(bulan), months.last(bulan)
    opened: Any = HariKerja.select(HariKerja.pegawai).where(HariKerja.tanggal == first)
    have = {row[0] for row in opened.tuples()}
    _mark((p, first) for p in placed_between(None, first, last) if p not in have)


def mark_months(pegawai_ids: Iterable[int], mulai: str, selesai: str | None = None) -> None:
    """Mark the estimates of `mulai` to `selesai` (YYYY-MM; None: of every later month that has one)."""
    top = ceiling()
    if top is None:
        return
    last = min(selesai or "9999-12", months.of(top))
    wanted, month = [], max(mulai, months.of(max(floor(), date(1000, 1, 1))))
    while month <= last:
        wanted.append(month)
        month = months.next(month)
    people = list(pegawai_ids)
    with db.atomic():
        insert_rows(DirtyMonth, (DirtyMonth.pegawai, DirtyMonth.bulan), [(p, m) for p in people for m in wanted])


def mark_opd(opd_id: int, mulai: date, selesai: date) -> None:
    """Mark everybody placed in an office in that time."""
    mark_days(placed_between(opd_id, mulai, selesai), mulai, selesai)


def mark_all(mulai: date, selesai: date) -> None:
    """Mark everybody placed anywhere in that time (a holiday, a schedule, a decree changed)."""
    mark_days(placed_between(None, mulai, selesai), mulai, selesai)


def mark_since(day: date, *, hours: bool) -> None:
    """Mark what was computed since `day` (a decree came in force): estimates, with `hours` the judged days too."""
    months_of: Any = Perkiraan.select(Perkiraan.pegawai, Perkiraan.bulan).where(Perkiraan.bulan >= months.of(day))
    days: Any = HariKerja.select(HariKerja.pegawai, HariKerja.tanggal).where(HariKerja.tanggal >= day)
    with db.atomic():
        insert_rows(DirtyMonth, (DirtyMonth.pegawai, DirtyMonth.bulan), list(months_of.tuples()))
        if hours:
            insert_rows(DirtyDay, (DirtyDay.pegawai, DirtyDay.tanggal), list(days.tuples()))


def settle_coverage(opd_id: int, earliest: date | None = None) -> None:
    """Compute again up to where an office's data reach, and mark the days between before and now.

    `earliest` is the first day of what has just arrived: from there on, where nothing was covered before.
    """
    before, now = settle(opd_id)
    if before == now:
        return
    known = [d for d in (before, now) if d is not None]
    first = min(known) if len(known) > 1 else earliest or months.first(months.of(known[0]))
    last = max(known)
    _mark((p, first) for p in placed_between(opd_id, first, last) if first >= floor())
    mark_opd(opd_id, max(first, floor()), last)


def placed_between(opd_id: int | None, mulai: date, selesai: date) -> list[int]:
    """Ids of the people placed in an office (None: anywhere) on some day of that time."""
    there = (Penempatan.mulai <= selesai) & (Penempatan.sampai >= mulai)
    if opd_id is not None:
        there &= Penempatan.opd == opd_id
    rows: Any = Penempatan.select(Penempatan.pegawai).where(there).distinct().tuples()
    return sorted(row[0] for row in rows)


def _mark(pairs: Iterable[tuple[int, date]]) -> None:
    rows = list(pairs)
    touched = sorted({(p, months.of(d)) for p, d in rows})
    with db.atomic():
        insert_rows(DirtyDay, (DirtyDay.pegawai, DirtyDay.tanggal), rows)
        insert_rows(DirtyMonth, (DirtyMonth.pegawai, DirtyMonth.bulan), touched)
