"""Reading a person's reports: the month at a glance, a day, and what is offered when a new one is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from peewee import fn

from appliance.models.bukti_dukung import BuktiDukung, of_reports
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.prepared import Prepared
from appliance.rules.fakta import Hari

OFFERED = 3  # of each kind: what fits beside the form without looking for it


@dataclass(slots=True)
class HariLaporan:
    """What stands on one day: minutes by status, overlaps impossible; and how many reports."""

    menit: dict[str, int] = field(default_factory=dict)
    jumlah: int = 0

    @property
    def semua(self) -> int:
        return sum(self.menit.values())

    @property
    def status(self) -> str:
        """What wants looking at first."""
        return next((s for s in ("dikembalikan", "menunggu", "disetujui") if s in self.menit), "")


def days(pegawai_id: int, mulai: date, selesai: date) -> dict[date, HariLaporan]:
    """Days with reports, both ends included; one query."""
    found: dict[date, HariLaporan] = {}
    for stored, first, last, status in DAYS.rows(pegawai=pegawai_id, mulai=mulai, selesai=selesai):
        day = found.setdefault(Laporan.tanggal.python_value(stored), HariLaporan())
        length = minute(Laporan.selesai.python_value(last)) - minute(Laporan.mulai.python_value(first))
        day.menit[status] = day.menit.get(status, 0) + length
        day.jumlah += 1
    return found


def _days(pegawai: int, mulai: date, selesai: date) -> Any:
    own = (Laporan.pegawai == pegawai) & Laporan.tanggal.between(mulai, selesai)
    return Laporan.select(Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.status).where(own)


DAYS = Prepared(_days, pegawai=int, mulai=date, selesai=date)


def minute(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


@dataclass(frozen=True, slots=True)
class Tampilan:
    """A report as it is shown, with its evidence and the newest decision (None: waiting for the first)."""

    laporan: Laporan
    bukti: list[BuktiDukung]
    putusan: Persetujuan | None

    @property
    def menit(self) -> int:
        return minute(self.laporan.selesai) - minute(self.laporan.mulai)


def shown(reports: Iterable[Laporan]) -> list[Tampilan]:
    """Three queries at most, however many reports."""
    rows = list(reports)
    ids = [row.id for row in rows]
    files = of_reports(ids)
    newest: dict[int, Persetujuan] = {}
    if ids:
        for one in Persetujuan.select().where(Persetujuan.laporan.in_(ids)).order_by(Persetujuan.id):
            newest[one.laporan_id] = one
    return [Tampilan(row, files.get(row.id, []), newest.get(row.id)) for row in rows]


def of_day(pegawai_id: int, tanggal: date) -> list[Laporan]:
    """Reports of a day by their hour."""
    own = (Laporan.pegawai == pegawai_id) & (Laporan.tanggal == tanggal)
    return list(Laporan.select().where(own).order_by(Laporan.mulai))


def returned(pegawai_id: int, mulai: date, selesai: date) -> list[Laporan]:
    own = (Laporan.pegawai == pegawai_id) & Laporan.tanggal.between(mulai, selesai)
    return list(Laporan.select().where(own & (Laporan.status == "dikembalikan")).order_by(Laporan.tanggal))


def offered(pegawai_id: int, tanggal: date, since: date) -> list[Laporan]:
    """What may be copied: the reports of the last day before `tanggal`, then the most frequent since `since`."""
    own = (Laporan.pegawai == pegawai_id) & Laporan.tanggal.between(since, tanggal)
    before = Laporan.tanggal < tanggal
    last: Any = Laporan.select(fn.MAX(Laporan.tanggal)).where(own & before)
    yesterday = list(Laporan.select().where(own & (Laporan.tanggal == last)).order_by(Laporan.mulai).limit(OFFERED))
    count = fn.COUNT(Laporan.id)
    often: Any = (
        Laporan.select(fn.MAX(Laporan.id)).where(own).group_by(Laporan.uraian, Laporan.butir_skp).having(count > 1)
    )
    ids = [row[0] for row in often.order_by(count.desc(), fn.MAX(Laporan.tanggal).desc()).limit(OFFERED).tuples()]
    frequent = {row.id: row for row in Laporan.select().where(Laporan.id.in_(ids))} if ids else {}
    found = {row.uraian: row for row in [*yesterday, *(frequent[one] for one in ids)]}
    return list(found.values())


def prefilled(
    today: Sequence[Laporan], hari: Hari | None, now: datetime, tanggal: date
) -> tuple[time | None, time | None]:
    """From the end of the last report, or the beginning of the shift, until now; on an earlier day until its end."""
    start = today[-1].selesai if today else hari.mulai.time() if hari is not None and hari.mulai else None
    if tanggal == now.date():
        end: time | None = now.time().replace(second=0, microsecond=0)
    else:
        end = hari.selesai.time() if hari is not None and hari.selesai else None
    return start, end if start is None or end is None or start < end else None


def volumes(pegawai_id: int, mulai: date, selesai: date) -> dict[tuple[str, str], Decimal]:
    """Volume reported by (butir, status)."""
    own = (
        (Laporan.pegawai == pegawai_id)
        & Laporan.tanggal.between(mulai, selesai)
        & Laporan.volume.is_null(is_null=False)
    )
    rows: Any = Laporan.select(Laporan.butir_skp, Laporan.status, Laporan.volume).where(own)
    found: dict[tuple[str, str], Decimal] = {}
    for butir, status, volume in rows.tuples():
        found[butir, status] = found.get((butir, status), Decimal(0)) + volume
    return found
