"""Outages (power, link, machine) that protect everybody of an office."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, WaktuField, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.refused import Refused
from appliance.models.tandai import mark_opd


class Gangguan(Record):
    opd = ForeignKeyField(Opd, backref="gangguan")
    mulai = WaktuField()
    selesai = WaktuField(null=True)
    alasan = TextField()
    nomor_surat = TextField(default="")

    class Meta:
        indexes = ((("opd", "mulai"), True),)


def report(opd: Opd, mulai: datetime, selesai: datetime | None, alasan: str, nomor_surat: str, pelaku: Pelaku) -> bool:
    """Write an outage; False when exactly this one is written already. `selesai` None: it still lasts.

    Raises Refused: on `mulai` for a time to come or one that lies in another outage, on `selesai` for an end before it.
    """
    if mulai > pelaku.kapan:
        raise Refused({"mulai": "Gangguan dicatat sesudah terjadi; waktu ini belum tiba."})
    if selesai is not None and selesai <= mulai:
        raise Refused({"selesai": "Selesai harus sesudah mulai."})
    with db.atomic():
        other = overlap(opd.id, mulai, selesai)
        if other is not None:
            if (other.mulai, other.selesai, other.alasan, other.nomor_surat) == (mulai, selesai, alasan, nomor_surat):
                return False
            raise Refused({"mulai": f"Bertumpuk dengan gangguan mulai {other.mulai:%d-%m-%Y %H.%M}: {other.alasan}."})
        row = Gangguan.create(opd=opd, mulai=mulai, selesai=selesai, alasan=alasan, nomor_surat=nomor_surat)
        record(pelaku, [Perubahan("catat", "gangguan", _key(row), None, _image(row))])
        _mark(row, pelaku.kapan)
    return True


def finish(row: Gangguan, selesai: datetime, pelaku: Pelaku) -> None:
    """Say when an outage that still lasted ended. Raises Refused on `selesai`."""
    if row.selesai is not None:
        raise Refused({"selesai": "Gangguan ini sudah dinyatakan selesai."})
    if not row.mulai < selesai <= pelaku.kapan:
        raise Refused({"selesai": "Selesai harus sesudah mulai dan tidak lewat dari sekarang."})
    with db.atomic():
        before = _image(row)
        _mark(row, pelaku.kapan)
        row.selesai = selesai
        row.save()
        record(pelaku, [Perubahan("selesai", "gangguan", _key(row), before, _image(row))])


def withdraw(row: Gangguan, pelaku: Pelaku) -> None:
    with db.atomic():
        record(pelaku, [Perubahan("tarik", "gangguan", _key(row), _image(row), None)])
        Gangguan.delete().where(Gangguan.id == row.id).execute()
        _mark(row, pelaku.kapan)


def overlap(opd_id: int, mulai: datetime, selesai: datetime | None) -> Gangguan | None:
    """An outage of the office that shares a moment with the span."""
    there = (Gangguan.opd == opd_id) & (Gangguan.selesai.is_null() | (Gangguan.selesai > mulai))
    if selesai is not None:
        there &= Gangguan.mulai < selesai
    found: Gangguan | None = Gangguan.select().where(there).first()
    return found


def of_office(opd_id: int, mulai: date, selesai: date) -> list[Gangguan]:
    """Outages that touch the span of days, the latest first."""
    end = datetime.combine(selesai, time.max)
    lasted = Gangguan.selesai.is_null() | (Gangguan.selesai >= datetime.combine(mulai, time.min))
    there = (Gangguan.opd == opd_id) & (Gangguan.mulai <= end) & lasted
    return list(Gangguan.select().where(there).order_by(Gangguan.mulai.desc()))


def _mark(row: Gangguan, kini: datetime) -> None:
    mark_opd(row.opd.id, row.mulai.date(), (row.selesai or max(kini, row.mulai)).date())


def _key(row: Gangguan) -> str:
    return f"{row.opd.kode}/{row.mulai.isoformat(' ', 'seconds')}"


def _image(row: Any) -> dict[str, Any]:
    return {
        "opd": row.opd.kode, "mulai": row.mulai.isoformat(" ", "seconds"),
        "selesai": row.selesai.isoformat(" ", "seconds") if row.selesai else None,
        "alasan": row.alasan, "nomor_surat": row.nomor_surat,
    }  # fmt: skip
