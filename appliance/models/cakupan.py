"""Up to which day an office's data are all here; only those days are judged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField, WaktuField
from appliance.models.mesin import Mesin, MesinOpd
from appliance.models.opd import Opd
from appliance.models.pengguna import Pengguna


class PernyataanData(Record):
    """An operator's word, with a letter, that all marks of a manual office up to `sampai` are entered."""

    opd = ForeignKeyField(Opd, backref="pernyataan_data")
    sampai = TanggalField()
    nomor_surat = TextField(default="")
    alasan = TextField(default="")
    kapan = WaktuField()
    oleh = ForeignKeyField(Pengguna, null=True)


def reach(tercakup: date | None, mulai: date | None, selesai: date | None) -> date | None:
    """How far one machine lets its office be judged: None not at all, date.max when it no longer holds it back."""
    day = tercakup
    if mulai is not None:
        day = max(tercakup or date.min, mulai - timedelta(days=1))
    if selesai is not None and day is not None and day >= selesai:
        return date.max
    return day


def compute(opd_id: int) -> date | None:
    """The last day covered: the earliest of the office's machines, or what its operator declared."""
    places: Any = MesinOpd.select(Mesin.tercakup, MesinOpd.mulai, MesinOpd.selesai).join(Mesin)
    rows = list(places.where(MesinOpd.opd == opd_id).tuples())
    reaches = [reach(*row) for row in rows]
    machines = None if not reaches or None in reaches else min(r for r in reaches if r is not None)
    if machines == date.max:
        machines = max(selesai for _, _, selesai in rows if selesai is not None)
    declared = (
        PernyataanData.select(PernyataanData.sampai)
        .where(PernyataanData.opd == opd_id)
        .order_by(PernyataanData.sampai.desc())
        .limit(1)
        .scalar()
    )
    days = [d for d in (machines, declared) if d is not None]
    return max(days) if days else None


def settle(opd_id: int) -> tuple[date | None, date | None]:
    """Store what `compute` finds; returns (before, now) for the caller to mark the days between."""
    before = Opd.select(Opd.data_sampai).where(Opd.id == opd_id).scalar()
    now = compute(opd_id)
    if now != before:
        Opd.update(data_sampai=now).where(Opd.id == opd_id).execute()
    return before, now
