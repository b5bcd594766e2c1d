"""Every office at a glance: the road of its data, up to when they are here, how complete, verified, whether it is used.

Working days are those of the five-day week without public holidays; offices on duty rosters are measured by them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from peewee import fn

from appliance.models.kalender import Libur
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.penempatan import Penempatan
from appliance.models.pengguna import Pengguna, Sesi
from appliance.models.penutupan import Langkah
from appliance.rules import bulan as months

LATELY = timedelta(days=30)  # a sign-in within it counts as using the program
WEEK = 5  # working days


class Keadaan(NamedTuple):
    """One office. `lengkap` is the percent of the month's past working days whose data are here, None before any."""

    opd: Opd
    orang: int
    mesin: int
    kontak: datetime | None
    lengkap: int | None
    langkah: frozenset[str]
    aktif: int
    masuk: int

    @property
    def diverifikasi(self) -> bool:
        return "verifikasi" in self.langkah

    @property
    def memakai(self) -> bool:
        """Whether anybody of the office signed in lately."""
        return self.masuk > 0


def glance(offices: Sequence[Opd], bulan: str, now: datetime) -> list[Keadaan]:
    """The offices in the order given. Five queries."""
    today = now.date()
    days = past_days(bulan, today)
    people, machines, steps = _people(today), _machines(), _steps(bulan)
    accounts, signed = _accounts(today, now - LATELY)
    return [
        Keadaan(
            opd, people.get(opd.id, 0), *machines.get(opd.id, (0, None)), share(days, opd.data_sampai),
            frozenset(steps.get(opd.id, ())), accounts.get(opd.id, 0), signed.get(opd.id, 0),
        )
        for opd in offices
    ]  # fmt: skip


def past_days(bulan: str, today: date) -> list[date]:
    """Working days of the month that are over."""
    last = min(months.last(bulan), today - timedelta(days=1))
    rows: Any = Libur.select(Libur.tanggal).where(Libur.tanggal.between(months.first(bulan), last)).tuples()
    free = {row[0] for row in rows}
    return [day for day in months.days(bulan) if day <= last and day.isoweekday() <= WEEK and day not in free]


def share(days: Sequence[date], until: date | None) -> int | None:
    """Whole percent of `days` up to `until`; rounded down, so that only all of them are 100."""
    if not days:
        return None
    return 0 if until is None else sum(day <= until for day in days) * 100 // len(days)


def _people(today: date) -> dict[int, int]:
    rows: Any = Penempatan.select(Penempatan.opd, fn.COUNT(Penempatan.id)).where(_placed(today))
    return dict(rows.group_by(Penempatan.opd).tuples())


def _placed(today: date) -> Any:
    return (Penempatan.mulai <= today) & (Penempatan.sampai >= today)


def _machines() -> dict[int, tuple[int, datetime | None]]:
    rows: Any = Mesin.select(Mesin.opd, fn.COUNT(Mesin.id), fn.MAX(Mesin.kontak)).group_by(Mesin.opd).tuples()
    return {opd: (count, Mesin.kontak.python_value(newest)) for opd, count, newest in rows}


def _steps(bulan: str) -> dict[int, set[str]]:
    rows: Any = Langkah.select(Langkah.opd, Langkah.langkah)
    found: dict[int, set[str]] = {}
    for opd, langkah in rows.where((Langkah.bulan == bulan) & Langkah.dibatalkan.is_null()).tuples():
        found.setdefault(opd, set()).add(langkah)
    return found


def _accounts(today: date, since: datetime) -> tuple[dict[int, int], dict[int, int]]:
    """By office: accounts that were ever opened, and those that signed in since."""
    rows: Any = (
        Penempatan.select(Penempatan.opd, fn.COUNT(Pengguna.id.distinct()))
        .join(Pengguna, on=(Pengguna.pegawai == Penempatan.pegawai))
        .where(_placed(today))
        .group_by(Penempatan.opd)
    )
    lately: Any = Sesi.select(Sesi.pengguna).where(Sesi.terakhir >= since)
    opened, signed = rows.where(Pengguna.diaktifkan.is_null(is_null=False)), rows.where(Pengguna.id.in_(lately))
    return dict(opened.tuples()), dict(signed.tuples())
