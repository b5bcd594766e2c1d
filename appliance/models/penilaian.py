"""Judging again the days whose facts changed, and writing them where pages read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from peewee import EXCLUDED, chunked

from appliance.models.bahan_hari import BahanHarian
from appliance.models.base import BATCH, db
from appliance.models.hari_kerja import DirtyDay, DirtyMonth, HariKerja
from appliance.rules import bulan as months
from appliance.rules.fakta import BahanHari, Hari
from appliance.rules.hari_kerja import judge
from appliance.rules.peraturan import Rak
from appliance.rules.presensi import SEBELUM, SESUDAH

PEOPLE = 100  # a batch: enough to spread the queries, small enough for memory
NAMES = tuple(field.name for field in fields(Hari))
COLUMNS = [HariKerja.pegawai, *(getattr(HariKerja, name) for name in NAMES)]
DAY = timedelta(days=1)


def judge_dirty(rak: Rak, limit: int | None = None) -> int:
    """Judge marked days, batch by batch, each batch one short transaction; returns how many days were written."""
    written = 0
    while limit is None or written < limit:
        batch = _next_batch()
        if not batch:
            break
        written += _judge_batch(batch, rak)
    return written


def _next_batch() -> list[tuple[int, int, date]]:
    """(mark, person, day) of up to PEOPLE people in one month."""
    first: Any = DirtyDay.select(DirtyDay.tanggal).order_by(DirtyDay.id).limit(1).scalar()
    if first is None:
        return []
    month = months.of(first)
    there = DirtyDay.tanggal.between(months.first(month), months.last(month))
    people: Any = DirtyDay.select(DirtyDay.pegawai).where(there).distinct().order_by(DirtyDay.pegawai).limit(PEOPLE)
    rows: Any = DirtyDay.select(DirtyDay.id, DirtyDay.pegawai, DirtyDay.tanggal).where(
        there & DirtyDay.pegawai.in_([row[0] for row in people.tuples()])
    )
    return list(rows.tuples())


def _judge_batch(batch: Sequence[tuple[int, int, date]], rak: Rak) -> int:
    wanted: dict[int, set[date]] = {}
    for _, person, day in batch:
        wanted.setdefault(person, set()).add(day)
    days = _open_whole(wanted)
    facts = BahanHarian(list(wanted), days[0] - DAY, days[-1] + DAY, rak)
    opened = _opened_beyond(wanted, days)
    rows: list[tuple[int, Hari]] = []
    for person, dates in wanted.items():
        bahan = facts.of(person)
        reached = {d for d in neighbours(dates, bahan) if days[0] <= d <= days[-1] or (person, d) in opened}
        rows += [(person, hari) for hari in judge(sorted(dates | reached), bahan)] if bahan.giliran else []
    _write(rows, [mark for mark, _, _ in batch], [(p, h.tanggal) for p, h in rows if (p, h.tanggal) in opened])
    return len(rows)


def _opened_beyond(people: Iterable[int], days: Sequence[date]) -> set[tuple[int, date]]:
    """Days just outside the month that are judged already: a night shift may have to be judged again."""
    rows: Any = HariKerja.select(HariKerja.pegawai, HariKerja.tanggal).where(
        HariKerja.pegawai.in_(list(people)) & HariKerja.tanggal.in_([days[0] - DAY, days[-1] + DAY])
    )
    return set(rows.tuples())


def _open_whole(wanted: dict[int, set[date]]) -> list[date]:
    """Give people who have no judged day in this month all its days; returns the month's days."""
    days = months.days(months.of(next(iter(next(iter(wanted.values()))))))
    rows: Any = HariKerja.select(HariKerja.pegawai).where(
        HariKerja.pegawai.in_(list(wanted)) & (HariKerja.tanggal == days[0])
    )
    opened = {row[0] for row in rows.tuples()}
    for person in wanted.keys() - opened:
        wanted[person] = set(days)
    return days


def neighbours(dates: Iterable[date], bahan: BahanHari) -> Iterable[date]:
    """Days whose interval reaches into a marked day: a punch there may be theirs."""
    for day in dates:
        before, after = bahan.giliran.get(day - DAY), bahan.giliran.get(day + DAY)
        if before is not None and (before.selesai + SESUDAH).date() >= day:
            yield day - DAY
        if after is not None and (after.mulai - SEBELUM).date() <= day:
            yield day + DAY


def _write(rows: Sequence[tuple[int, Hari]], marks: Sequence[int], beyond: Sequence[tuple[int, date]]) -> None:
    """Replace the days and delete the marks that were read, in transactions of at most 500 rows; marks last."""
    update = {getattr(HariKerja, name): getattr(EXCLUDED, name) for name in NAMES if name != "tanggal"}
    for part in chunked(rows, BATCH):
        values = [(person, *(getattr(hari, name) for name in NAMES)) for person, hari in part]
        with db.atomic():
            HariKerja.insert_many(values, fields=COLUMNS).on_conflict(
                conflict_target=[HariKerja.pegawai, HariKerja.tanggal], update=update
            ).execute()
    for ids in chunked(marks, BATCH):
        with db.atomic():
            DirtyDay.delete().where(DirtyDay.id.in_(ids)).execute()
    if beyond:
        _mark_other_months(beyond)


def _mark_other_months(pairs: Sequence[tuple[int, date]]) -> None:
    """A night shift judged across the month's end changes the other month's estimate too."""
    rows = sorted({(person, months.of(day)) for person, day in pairs})
    with db.atomic():
        DirtyMonth.insert_many(rows, fields=[DirtyMonth.pegawai, DirtyMonth.bulan]).execute()
