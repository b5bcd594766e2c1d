"""Months as text (`YYYY-MM`) and spans of dates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_BENTUK = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_HARI = timedelta(days=1)


def parse(teks: str) -> str:
    """`teks` itself when it is a month `YYYY-MM` of the years 1 to 9998; else ValueError."""
    if not _BENTUK.fullmatch(teks) or not 1 <= int(teks[:4]) <= 9998:
        raise ValueError(f"bukan bulan YYYY-MM: {teks!r}")
    return teks


def of(tanggal: date) -> str:
    """The month of a date."""
    return f"{tanggal.year:04d}-{tanggal.month:02d}"


def first(bulan: str) -> date:
    """The first date of a month."""
    return date(int(bulan[:4]), int(bulan[5:]), 1)


def next(bulan: str, langkah: int = 1) -> str:  # noqa: A001 - always called as bulan.next
    """The month `langkah` months later (earlier when negative)."""
    tahun, nomor = divmod(int(bulan[:4]) * 12 + int(bulan[5:]) - 1 + langkah, 12)
    return f"{tahun:04d}-{nomor + 1:02d}"


def prev(bulan: str) -> str:
    """The month before."""
    return next(bulan, -1)


def last(bulan: str) -> date:
    """The last date of a month."""
    return first(next(bulan)) - _HARI


def days(bulan: str) -> list[date]:
    """Every date of a month, in order."""
    awal = first(bulan)
    return [awal + timedelta(days=i) for i in range((last(bulan) - awal).days + 1)]


def around(bulan: str) -> list[date]:
    """Every date of a month with the day before and the day after: what judging its night shifts needs."""
    return [first(bulan) - _HARI, *days(bulan), last(bulan) + _HARI]


@dataclass(frozen=True, slots=True)
class Rentang:
    """All dates from `mulai` to `selesai`, both included; None is open. Use it wherever a container of dates goes."""

    mulai: date | None = None
    selesai: date | None = None

    def __contains__(self, tanggal: object) -> bool:
        return (
            isinstance(tanggal, date)
            and (self.mulai is None or self.mulai <= tanggal)
            and (self.selesai is None or tanggal <= self.selesai)
        )
