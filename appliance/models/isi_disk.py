"""How full the disk was, once a day, and when it will be full if it goes on like that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from peewee import BigIntegerField

from appliance.models.base import Record, TanggalField

WINDOW = timedelta(days=42)
ENOUGH = 7  # days of samples, and as many days between the first and the last


class IsiDisk(Record):
    """Bytes: of the file system that holds the data folder, of the database, the evidence and all else of ours."""

    tanggal = TanggalField(unique=True)
    kapasitas = BigIntegerField()
    bebas = BigIntegerField()
    basis = BigIntegerField(null=True)  # the database; None when it lies on another server
    bukti = BigIntegerField(default=0)
    lain = BigIntegerField(default=0)


@dataclass(frozen=True, slots=True)
class RamalanDisk:
    """`laju` bytes a day, 0 when it does not grow; `penuh` the day it will be full. Both None: too few samples."""

    sampel: int
    laju: int | None = None
    penuh: date | None = None


def keep(tanggal: date, **ukuran: int | None) -> None:
    """The sample of a day; taken again, the later one stands."""
    changed = IsiDisk.update(**ukuran).where(IsiDisk.tanggal == tanggal).execute()
    if not changed:
        IsiDisk.create(tanggal=tanggal, **ukuran)


def lately(today: date) -> list[IsiDisk]:
    """Samples of the last weeks on the disk that is in use now, the oldest first."""
    rows = list(IsiDisk.select().where(IsiDisk.tanggal > today - WINDOW).order_by(IsiDisk.tanggal))
    return [row for row in rows if row.kapasitas == rows[-1].kapasitas]


def forecast(rows: Sequence[IsiDisk], free: int, today: date) -> RamalanDisk:
    """When `free` bytes will be used up at the pace of `rows`, which are sorted by day."""
    if len(rows) < ENOUGH or (rows[-1].tanggal - rows[0].tanggal).days < ENOUGH:
        return RamalanDisk(len(rows))
    laju = pace([(row.tanggal, row.kapasitas - row.bebas) for row in rows])
    if laju <= 0:
        return RamalanDisk(len(rows), 0)
    days = max(0, free) // laju
    left = date.max - today
    return RamalanDisk(len(rows), laju, today + timedelta(days=days) if days < left.days else None)


def pace(points: Sequence[tuple[date, int]]) -> int:
    """Bytes a day: the median of the slopes over a week each.

    A week, because at weekends nothing grows; the median, so that one large file or a clean-up moves it little.
    """
    slopes = []
    for number, (first, earlier) in enumerate(points):
        found = next(((day, later) for day, later in points[number:] if (day - first).days >= ENOUGH), None)
        if found is not None:
            slopes.append((found[1] - earlier) // (found[0] - first).days)
    slopes.sort()
    return slopes[len(slopes) // 2]
