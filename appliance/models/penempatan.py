"""Placements: where a person serves, from when, under whom. The tree of superiors follows from them."""

from __future__ import annotations

from datetime import date, timedelta

from peewee import ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai

OPEN = date(9999, 12, 31)
STATUS_ASN = ("PNS", "CPNS", "PPPK")


class Penempatan(Record):
    """`selesai` is what was given; `sampai` the last day in effect: the given one, or the day before the next."""

    pegawai = ForeignKeyField(Pegawai, backref="penempatan")
    mulai = TanggalField()
    selesai = TanggalField(null=True)
    sampai = TanggalField(default=OPEN)
    opd = ForeignKeyField(Opd, backref="penempatan")
    jabatan = TextField()
    kelas_jabatan = IntegerField(null=True)
    status_asn = TextField()
    golongan = TextField(null=True)
    nip_atasan = TextField(null=True, index=True)
    jadwal = TextField(default="5-hari")
    pin_mesin = TextField(null=True)
    ptkp = TextField(null=True)
    gaji_bruto = IntegerField(null=True)
    dasar_bpjs = IntegerField(null=True)

    class Meta:
        indexes = ((("pegawai", "mulai"), True), (("opd", "mulai"), False), (("opd", "pin_mesin"), False))


def settle(pegawai_id: int) -> None:
    """Recompute `sampai` of a person's placements after one of them changed."""
    rows = list(Penempatan.select().where(Penempatan.pegawai == pegawai_id).order_by(Penempatan.mulai.desc()))
    limit = OPEN
    for row in rows:
        sampai = min(row.selesai or OPEN, limit)
        if sampai != row.sampai:
            Penempatan.update(sampai=sampai).where(Penempatan.id == row.id).execute()
        limit = row.mulai - timedelta(days=1)


def placed_on(pegawai_id: int, day: date) -> Penempatan | None:
    """The placement in effect on `day`."""
    found: Penempatan | None = (
        Penempatan.select()
        .where((Penempatan.pegawai == pegawai_id) & (Penempatan.mulai <= day) & (Penempatan.sampai >= day))
        .first()
    )
    return found
