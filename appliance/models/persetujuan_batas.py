"""Until when a superior may decide on a report, before it is approved by rule."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Any

from appliance.models.kalender import Libur
from appliance.models.prepared import Prepared
from appliance.rules import bulan as months
from appliance.rules.jadwal import giliran
from appliance.rules.peraturan import Rak

KANTOR = "5-hari"  # the superiors' office hours, whatever roster the writer has
DAY = timedelta(days=1)


def cut_off(bulan: str, shelf: Rak) -> date | None:
    """The last day on which reports of a month may be written and decided; None where the decree sets none."""
    entry = shelf.cari("laporan.tutup_tanggal", months.last(bulan))
    return None if entry is None else months.first(months.next(bulan)) + timedelta(days=int(entry.nilai) - 1)


def holidays(since: date) -> set[date]:
    """Free days of the calendar from `since` on."""
    return {Libur.tanggal.python_value(day) for (day,) in SINCE.rows(since=since)}


def _since(since: date) -> Any:
    return Libur.select(Libur.tanggal).where(Libur.tanggal >= since)


SINCE = Prepared(_since, since=date)


def deadline(tanggal: date, sent: date, shelf: Rak, free: Container[date]) -> date | None:
    """The last day on which a report of `tanggal` that waits since `sent` may be decided; None: no limit is set.

    `laporan.setuju_otomatis_hari` working days of the office after it was sent, never beyond the month's cut-off.
    """
    limit = cut_off(months.of(tanggal), shelf)
    entry = shelf.cari("laporan.setuju_otomatis_hari", tanggal)
    if entry is None:
        return limit
    last = working_days_after(sent, int(entry.nilai), shelf, free)
    return last if limit is None else min(last, limit)


def working_days_after(day: date, count: int, shelf: Rak, free: Container[date]) -> date:
    """The `count`-th working day of the office after `day`."""
    while count > 0:
        day += DAY
        count -= giliran(day, KANTOR, shelf, (), free, {}) is not None
    return day
