"""How long pages took, as people met them: one small histogram a day and page.

A bucket is a fifth wider than the one before, so a percentile is known to a fifth, whatever its size, in 70 numbers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import IntegerField, TextField

from appliance.models.base import JsonField, Record, TanggalField, db

FASTEST, SLOWEST = 500, 120_000_000  # microseconds


def _edges() -> tuple[int, ...]:
    edges = [FASTEST]
    while edges[-1] < SLOWEST:
        edges.append(edges[-1] * 6 // 5)
    return tuple(edges)


EDGES = _edges()
Keranjang = Mapping[int, int]


class LamaHalaman(Record):
    """`halaman` is the endpoint, never an address; `keranjang` counts requests by bucket."""

    tanggal = TanggalField()
    halaman = TextField()
    jumlah = IntegerField(default=0)
    keranjang = JsonField()

    class Meta:
        indexes = ((("tanggal", "halaman"), True), (("halaman", "tanggal"), False))


def bucket(micros: int) -> int:
    """The bucket of a duration: `EDGES[n - 1] <= micros < EDGES[n]`."""
    return bisect_right(EDGES, micros)


def bounds(number: int) -> tuple[int, int]:
    """Microseconds from which and below which a bucket counts; the last one has no end and gives its beginning."""
    low = EDGES[number - 1] if number else 0
    return low, EDGES[min(number, len(EDGES) - 1)]


def percentile(counts: Keranjang, percent: int) -> int | None:
    """Microseconds that `percent` of the requests stayed below: the upper edge of the bucket; None without any."""
    number = bucket_of(counts, percent)
    return None if number is None else bounds(number)[1]


def bucket_of(counts: Keranjang, percent: int) -> int | None:
    """The bucket in which the nearest-rank percentile lies."""
    total = sum(counts.values())
    rank, seen = max(1, -(-percent * total // 100)), 0
    for number in sorted(counts):
        seen += counts[number]
        if seen >= rank:
            return number
    return None


def add(found: Mapping[tuple[date, str], Keranjang]) -> None:
    """Add what was counted meanwhile, in one transaction. One web process writes; a second one would lose counts."""
    with db.atomic():
        for (tanggal, halaman), counts in found.items():
            mine = (LamaHalaman.tanggal == tanggal) & (LamaHalaman.halaman == halaman)
            row = LamaHalaman.get_or_none(mine)
            merged = Counter(counts) + Counter(counted(row.keranjang) if row else {})
            values = {"jumlah": sum(merged.values()), "keranjang": {str(key): merged[key] for key in sorted(merged)}}
            if row is None:
                LamaHalaman.create(tanggal=tanggal, halaman=halaman, **values)
            else:
                LamaHalaman.update(**values).where(LamaHalaman.id == row.id).execute()


def counted(kept: Mapping[str, int]) -> dict[int, int]:
    return {int(key): count for key, count in kept.items()}


def by_page(mulai: date, selesai: date) -> dict[str, Counter[int]]:
    """Histograms of the pages over some days."""
    return _joined(LamaHalaman.halaman, LamaHalaman.tanggal.between(mulai, selesai))


def by_day(mulai: date, selesai: date, halaman: str | None = None) -> dict[date, Counter[int]]:
    """Histograms of the days: of one page, or of all."""
    chosen = LamaHalaman.tanggal.between(mulai, selesai)
    return _joined(LamaHalaman.tanggal, chosen if halaman is None else chosen & (LamaHalaman.halaman == halaman))


def _joined(key: Any, where: Any) -> dict[Any, Counter[int]]:
    rows: Any = LamaHalaman.select(key, LamaHalaman.keranjang).where(where).tuples()
    found: dict[Any, Counter[int]] = {}
    for name, kept in rows:
        found.setdefault(name, Counter()).update(counted(kept))
    return found
