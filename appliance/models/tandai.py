"""Marking what must be computed again because a fact under it changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from appliance.models.base import db, insert_rows
from appliance.models.hari_kerja import DirtyDay, DirtyMonth
from appliance.models.penempatan import Penempatan
from appliance.models.perkiraan import Perkiraan

# Days before a regency's first month are never asked for.
FLOOR = date(2015, 1, 1)


def mark_days(pegawai_ids: Iterable[int], mulai: date, selesai: date) -> None:
    """Mark each person's days from `mulai` to `selesai`, and the months around them."""
    people = list(pegawai_ids)
    first = max(mulai, FLOOR)
    days = [first + timedelta(days=i) for i in range((selesai - first).days + 1)]
    months = sorted({d.strftime("%Y-%m") for d in days})
    with db.atomic():
        insert_rows(DirtyDay, (DirtyDay.pegawai, DirtyDay.tanggal), ((p, d) for p in people for d in days))
        insert_rows(DirtyMonth, (DirtyMonth.pegawai, DirtyMonth.bulan), ((p, m) for p in people for m in months))


def mark_pairs(pairs: Iterable[tuple[int, date]]) -> None:
    """Mark single days of single people."""
    rows = sorted(set(pairs))
    months = sorted({(p, d.strftime("%Y-%m")) for p, d in rows})
    with db.atomic():
        insert_rows(DirtyDay, (DirtyDay.pegawai, DirtyDay.tanggal), rows)
        insert_rows(DirtyMonth, (DirtyMonth.pegawai, DirtyMonth.bulan), months)


def mark_months(pegawai_ids: Iterable[int], mulai: str, selesai: str | None = None) -> None:
    """Mark the estimates of `mulai` to `selesai` (YYYY-MM; None: of every later month that has one)."""
    people = list(pegawai_ids)
    months = {mulai}
    if selesai is None:
        later: Any = Perkiraan.select(Perkiraan.bulan).where(Perkiraan.bulan > mulai).distinct().tuples()
        months |= {row[0] for row in later}
    else:
        months |= set(_months(mulai, selesai))
    with db.atomic():
        insert_rows(
            DirtyMonth, (DirtyMonth.pegawai, DirtyMonth.bulan), ((p, m) for p in people for m in sorted(months))
        )


def mark_opd(opd_id: int, mulai: date, selesai: date) -> None:
    """Mark everybody placed in an office in that time."""
    mark_days(placed_between(opd_id, mulai, selesai), mulai, selesai)


def mark_all(mulai: date, selesai: date) -> None:
    """Mark everybody placed anywhere in that time (a holiday, a schedule, a decree changed)."""
    mark_days(placed_between(None, mulai, selesai), mulai, selesai)


def placed_between(opd_id: int | None, mulai: date, selesai: date) -> list[int]:
    """Ids of the people placed in an office (None: anywhere) on some day of that time."""
    there = (Penempatan.mulai <= selesai) & (Penempatan.sampai >= mulai)
    if opd_id is not None:
        there &= Penempatan.opd == opd_id
    rows: Any = Penempatan.select(Penempatan.pegawai).where(there).distinct().tuples()
    return sorted(row[0] for row in rows)


def _months(mulai: str, selesai: str) -> Iterable[str]:
    year, month = int(mulai[:4]), int(mulai[5:])
    while (text := f"{year:04d}-{month:02d}") <= selesai:
        yield text
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
