"""Reading a person's reports: the month at a glance, a day, and what is offered when a new one is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from appliance.models.bukti_dukung import BuktiDukung, of_reports
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.prepared import Prepared
from appliance.rules.fakta import Hari

OFFERED = 3  # of each kind: what fits beside the form without looking for it


@dataclass(slots=True)
class HariLaporan:
    """What stands on one day by status: minutes (overlaps impossible) and reports; volume by (butir, status)."""

    menit: dict[str, int] = field(default_factory=dict)
    jumlah: dict[str, int] = field(default_factory=dict)
    volume: dict[tuple[str, str], Decimal] = field(default_factory=dict)

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
    for stored, first, last, status, butir, volume in DAYS.rows(pegawai=pegawai_id, mulai=mulai, selesai=selesai):
        day = found.setdefault(Laporan.tanggal.python_value(stored), HariLaporan())
        length = minute(Laporan.selesai.python_value(last)) - minute(Laporan.mulai.python_value(first))
        day.menit[status] = day.menit.get(status, 0) + length
        day.jumlah[status] = day.jumlah.get(status, 0) + 1
        if volume is not None:
            _add(day.volume, (butir, status), Decimal(str(volume)))
    return found


def volumes(found: Iterable[HariLaporan]) -> dict[tuple[str, str], Decimal]:
    """Volume by (butir, status) of these days together."""
    total: dict[tuple[str, str], Decimal] = {}
    for one in found:
        for key, volume in one.volume.items():
            _add(total, key, volume)
    return total


def _add(total: dict[tuple[str, str], Decimal], key: tuple[str, str], volume: Decimal) -> None:
    total[key] = total.get(key, Decimal(0)) + volume


def _days(pegawai: int, mulai: date, selesai: date) -> Any:
    own = (Laporan.pegawai == pegawai) & Laporan.tanggal.between(mulai, selesai)
    told = (Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.status, Laporan.butir_skp, Laporan.volume)
    return Laporan.select(*told).where(own)


DAYS = Prepared(_days, pegawai=int, mulai=date, selesai=date)


def minute(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


@dataclass(frozen=True, slots=True)
class Tampilan:
    """A report as it is shown, with its evidence and the newest decision (None: it waits for one)."""

    laporan: Laporan
    bukti: list[BuktiDukung]
    putusan: Persetujuan | None

    @property
    def menit(self) -> int:
        return minute(self.laporan.selesai) - minute(self.laporan.mulai)


def shown(reports: Iterable[Laporan]) -> list[Tampilan]:
    """Two queries at most, however many reports."""
    rows = list(reports)
    ids = [row.id for row in rows]
    files = of_reports(ids)
    newest: dict[int, Persetujuan] = {}
    decided = [row.id for row in rows if row.status != "menunggu"]
    for stored in DECIDED.rows(ids=decided) if decided else ():
        one = Persetujuan(**{field.name: field.python_value(value) for field, value in zip(WORD, stored, strict=True)})
        newest[one.laporan_id] = one
    return [Tampilan(row, files.get(row.id, []), newest.get(row.id)) for row in rows]


WORD: tuple[Any, ...] = (
    Persetujuan.laporan,
    Persetujuan.putusan,
    Persetujuan.aturan,
    Persetujuan.kapan,
    Persetujuan.catatan,
)


def _decided(ids: list[int]) -> Any:
    return Persetujuan.select(*WORD).where(Persetujuan.laporan.in_(ids)).order_by(Persetujuan.id)


DECIDED = Prepared(_decided, ids=list[int])
COLUMNS = (
    Laporan.id, Laporan.pegawai, Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.uraian, Laporan.status,
    Laporan.butir_skp, Laporan.volume, Laporan.dikirim,
)  # fmt: skip


def records(rows: Iterable[tuple[Any, ...]]) -> list[Laporan]:
    """Reports from what the driver gives for COLUMNS."""
    return [Laporan(**{c.name: c.python_value(v) for c, v in zip(COLUMNS, row, strict=True)}) for row in rows]


def of_day(pegawai_id: int, tanggal: date) -> list[Laporan]:
    """Reports of a day by their hour."""
    return records(DAY.rows(pegawai=pegawai_id, tanggal=tanggal))


def _day(pegawai: int, tanggal: date) -> Any:
    own = (Laporan.pegawai == pegawai) & (Laporan.tanggal == tanggal)
    return Laporan.select(*COLUMNS).where(own).order_by(Laporan.mulai)


def returned(pegawai_id: int, mulai: date, selesai: date) -> list[Laporan]:
    return records(RETURNED.rows(pegawai=pegawai_id, mulai=mulai, selesai=selesai))


def _returned(pegawai: int, mulai: date, selesai: date) -> Any:
    own = (Laporan.pegawai == pegawai) & Laporan.tanggal.between(mulai, selesai)
    return Laporan.select(*COLUMNS).where(own & (Laporan.status == "dikembalikan")).order_by(Laporan.tanggal)


def returned_since(pegawai_id: int, mulai: date) -> list[date]:
    """Days of reports that came back and were not written anew, the oldest first."""
    return [Laporan.tanggal.python_value(day) for (day,) in BACK.rows(pegawai=pegawai_id, mulai=mulai)]


def _back(pegawai: int, mulai: date) -> Any:
    own = (Laporan.pegawai == pegawai) & (Laporan.status == "dikembalikan") & (Laporan.tanggal >= mulai)
    return Laporan.select(Laporan.tanggal).where(own).order_by(Laporan.tanggal)


def offered(pegawai_id: int, tanggal: date, since: date) -> list[Laporan]:
    """What may be copied: the reports of the last day before `tanggal`, then the most frequent since `since`."""
    rows = RECENT.rows(pegawai=pegawai_id, mulai=since, selesai=tanggal)
    here = tanggal.isoformat()
    last = max((str(row[1]) for row in rows if str(row[1]) < here), default="")
    yesterday = [row for row in rows if str(row[1]) == last][:OFFERED]
    newest = {(row[2], row[3]): row for row in rows}
    often = [newest[said] for said, n in Counter((row[2], row[3]) for row in rows).most_common(OFFERED) if n > 1]
    found = {row[2]: Laporan(id=row[0], uraian=row[2], butir_skp=row[3]) for row in [*yesterday, *often]}
    return list(found.values())


def _recent(pegawai: int, mulai: date, selesai: date) -> Any:
    own = (Laporan.pegawai == pegawai) & Laporan.tanggal.between(mulai, selesai)
    chosen = Laporan.select(Laporan.id, Laporan.tanggal, Laporan.uraian, Laporan.butir_skp)
    return chosen.where(own).order_by(Laporan.tanggal, Laporan.mulai)


BACK = Prepared(_back, pegawai=int, mulai=date)
DAY = Prepared(_day, pegawai=int, tanggal=date)
RETURNED = Prepared(_returned, pegawai=int, mulai=date, selesai=date)
RECENT = Prepared(_recent, pegawai=int, mulai=date, selesai=date)


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
