"""Until when the report of a day may be written: the decree's working days, its cut-off, and the locked month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from appliance.models.hari_kerja import HariKerja
from appliance.models.kalender import Libur
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.persetujuan_batas import cut_off
from appliance.models.prepared import Prepared
from appliance.rules import bulan as months
from appliance.rules.hari_kerja import CUTI
from appliance.rules.peraturan import Rak

WINDOW, CLOSING = "laporan.batas_hari", "laporan.tutup_tanggal"
WEEKS = timedelta(weeks=7)  # as far as working days are looked for: beyond it a cut-off has come
DAY, FRIDAY = timedelta(days=1), 5


class Kerja(NamedTuple):
    """A judged day: whether it is a working day of this person, and its state."""

    kerja: bool
    keadaan: str


@dataclass(frozen=True, slots=True)
class Tenggat:
    """The last day of writing (None: the decrees set none) and the article that says so."""

    sampai: date | None
    pasal: str

    def left(self, today: date) -> int | None:
        """Days that are left, 0 on the last one, below 0 when it is over."""
        return None if self.sampai is None else (self.sampai - today).days


def deadline(pegawai_id: int, tanggal: date, shelf: Rak, dikembalikan: date | None = None) -> Tenggat:
    """Until when a person may write about `tanggal`: so many working days after it, not past the month's cut-off.

    Days of leave are no working days of that person. A report that was returned counts from the day it was returned.
    """
    start = max(tanggal, dikembalikan or tanggal)
    end = cut_off(months.of(tanggal), shelf)
    return _limit(tanggal, start, free_days(pegawai_id, start, start + WEEKS), shelf, end)


def deadlines(days: Sequence[date], judged: Mapping[date, Kerja], shelf: Rak) -> dict[date, Tenggat]:
    """The same for several days, of which `judged` knows what was judged from the first to `WEEKS` after the last."""
    if not days:
        return {}
    free = _free(judged, min(days), max(days) + WEEKS)
    ends = {month: cut_off(month, shelf) for month in {months.of(day) for day in days}}
    return {day: _limit(day, day, free, shelf, ends[months.of(day)]) for day in days}


def _limit(tanggal: date, start: date, free: set[date], shelf: Rak, limit: date | None) -> Tenggat:
    entry = shelf.cari(WINDOW, tanggal)
    last = _after(start, int(entry.nilai), free) if entry is not None else None
    if limit is not None and (last is None or limit < last):
        closing = shelf.entri(CLOSING, months.last(months.of(tanggal)))
        return Tenggat(limit, closing.dasar)
    return Tenggat(last, entry.dasar if entry is not None else "")


def _after(day: date, working_days: int, free: set[date]) -> date:
    until, end = day, day + WEEKS
    while working_days > 0 and until < end:
        until += DAY
        working_days -= until not in free
    return until


def free_days(pegawai_id: int, first: date, last: date) -> set[date]:
    """Days between the two on which this person does not work: as judged, and weekends and holidays beyond that."""
    return _free(judged(pegawai_id, first, last), first, last)


def judged(pegawai_id: int, first: date, last: date) -> dict[date, Kerja]:
    """What was judged of this person's days, both ends included."""
    rows = JUDGED.rows(pegawai=pegawai_id, mulai=first, selesai=last)
    return {_day(day): Kerja(bool(works), state) for day, works, state in rows}


def _free(known: Mapping[date, Kerja], first: date, last: date) -> set[date]:
    free = {_day(day) for (day,) in HOLIDAYS.rows(mulai=first, selesai=last)}
    found, day = set(), first
    while day <= last:
        here = known.get(day)
        if (not here.kerja or here.keadaan == CUTI) if here is not None else (day.isoweekday() > FRIDAY or day in free):
            found.add(day)
        day += DAY
    return found


def _day(stored: Any) -> date:
    found: date = Libur.tanggal.python_value(stored)
    return found


def _judged(pegawai: int, mulai: date, selesai: date) -> Any:
    within = (HariKerja.pegawai == pegawai) & HariKerja.tanggal.between(mulai, selesai)
    return HariKerja.select(HariKerja.tanggal, HariKerja.kerja, HariKerja.keadaan).where(within)


def _holidays(mulai: date, selesai: date) -> Any:
    return Libur.select(Libur.tanggal).where(Libur.tanggal.between(mulai, selesai))


JUDGED = Prepared(_judged, pegawai=int, mulai=date, selesai=date)
HOLIDAYS = Prepared(_holidays, mulai=date, selesai=date)


def locked(pegawai_id: int, bulan: str) -> bool:
    """Whether this person's month is locked."""
    own = (HasilTpp.pegawai == pegawai_id) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null()
    return bool(HasilTpp.select().join(Penutupan).where(own).exists())
