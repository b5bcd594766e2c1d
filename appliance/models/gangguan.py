"""Outages (power, link, machine) that protect everybody of an office."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, WaktuField
from appliance.models.opd import Opd


class Gangguan(Record):
    opd = ForeignKeyField(Opd, backref="gangguan")
    mulai = WaktuField()
    selesai = WaktuField(null=True)
    alasan = TextField()
    nomor_surat = TextField(default="")

    class Meta:
        indexes = ((("opd", "mulai"), True),)
