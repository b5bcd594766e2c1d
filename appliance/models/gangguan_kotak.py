"""The log of outages of the box itself. It fills itself; people add a note."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import TextField

from appliance.models.base import Record, WaktuField, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.rules import bulan as months

SEBAB = {
    "listrik": "Listrik padam, atau mesin mati mendadak",
    "dimatikan": "Mesin dimatikan dengan teratur",
    "berhenti": "Layanan berhenti sendiri",
    "dihentikan": "Layanan dihentikan dengan sengaja",
    "macet": "Layanan hidup tetapi tidak bergerak, atau jam melompat maju",
    "jam": "Jam kotak mundur; lamanya tidak diketahui",
    "jaringan": "Semua mesin jaringan tidak terjangkau",
    "kabel": "Kabel jaringan kotak terlepas, atau lawannya mati",
}
# Of these, what several services saw at about the same time is one outage.
SHARED = frozenset({"listrik", "dimatikan", "dihentikan", "macet", "jam"})
NEAR = timedelta(minutes=5)


class GangguanKotak(Record):
    """`selesai` None: it still lasts. `layanan` names the services that it stopped, divided by a comma."""

    mulai = WaktuField(index=True)
    selesai = WaktuField(null=True)
    sebab = TextField()
    layanan = TextField(default="")
    catatan = TextField(default="")


def enter(sebab: str, layanan: str, mulai: datetime, selesai: datetime) -> None:
    """An outage that is over; joined to the one that another service entered for the same cause."""
    same = _shared(sebab, layanan, mulai, selesai) if sebab in SHARED else None
    if same is None:
        GangguanKotak.create(sebab=sebab, layanan=layanan, mulai=mulai, selesai=selesai)
        return
    names = ", ".join(sorted({*str(same.layanan).split(", "), layanan}))
    # The box lived as long as any of them did; it is back when all are.
    span = {"mulai": max(same.mulai, mulai), "selesai": max(same.selesai, selesai)}
    GangguanKotak.update(layanan=names, **span).where(GangguanKotak.id == same.id).execute()


def _shared(sebab: str, layanan: str, mulai: datetime, selesai: datetime) -> Any:
    """What another service entered; a second outage of the same service is another one, however soon."""
    there = (GangguanKotak.sebab == sebab) & (GangguanKotak.mulai <= selesai + NEAR)
    near = GangguanKotak.select().where(there & (GangguanKotak.selesai >= mulai - NEAR))
    return next((row for row in near if layanan not in row.layanan.split(", ")), None)


def watch(sebab: str, down: bool, since: datetime, now: datetime) -> None:
    """What is looked at every minute: opens an outage while `down`, and ends it when it is over."""
    with db.atomic():
        row = GangguanKotak.get_or_none((GangguanKotak.sebab == sebab) & GangguanKotak.selesai.is_null())
        if down and row is None:
            GangguanKotak.create(sebab=sebab, mulai=min(since, now), selesai=None)
        elif not down and row is not None:
            GangguanKotak.update(selesai=max(now, row.mulai)).where(GangguanKotak.id == row.id).execute()


def annotate(row: GangguanKotak, catatan: str, pelaku: Pelaku) -> None:
    """What people know about it beyond what the box could see."""
    with db.atomic():
        key = f"{row.sebab} {row.mulai.isoformat(' ', 'seconds')}"
        record(pelaku, [Perubahan("catat", "gangguan_kotak", key, {"catatan": row.catatan}, {"catatan": catatan})])
        GangguanKotak.update(catatan=catatan).where(GangguanKotak.id == row.id).execute()


def of_month(bulan: str) -> list[GangguanKotak]:
    """Outages that touch the month, the latest first."""
    begin = datetime.combine(months.first(bulan), time.min)
    end = datetime.combine(months.last(bulan), time.max)
    lasted = GangguanKotak.selesai.is_null() | (GangguanKotak.selesai >= begin)
    return list(
        GangguanKotak.select().where((GangguanKotak.mulai <= end) & lasted).order_by(GangguanKotak.mulai.desc())
    )


def minutes_by_day(rows: list[GangguanKotak], bulan: str, now: datetime) -> dict[date, int]:
    """Minutes of each day of the month in which at least one outage lasted; two at once count once."""
    found: dict[date, int] = {}
    for day in months.days(bulan):
        begin = datetime.combine(day, time.min)
        spans = sorted(filter(None, (_within(row, begin, begin + timedelta(days=1), now) for row in rows)))
        found[day] = _covered(spans)
    return found


def _within(row: Any, begin: datetime, end: datetime, now: datetime) -> tuple[datetime, datetime] | None:
    first, last = max(row.mulai, begin), min(row.selesai or now, end)
    return (first, last) if first < last else None


def _covered(spans: list[tuple[datetime, datetime]]) -> int:
    """Minutes under sorted spans, each begun one whole: an outage of ten seconds is seen."""
    total, until = timedelta(), datetime.min
    for first, last in spans:
        total += max(timedelta(), last - max(first, until))
        until = max(until, last)
    return -(-int(total.total_seconds()) // 60)
