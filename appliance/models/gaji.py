"""Dated salary facts of a person; where given they win over those of the placement."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.pegawai import Pegawai


class Gaji(Record):
    pegawai = ForeignKeyField(Pegawai, backref="gaji")
    mulai = TanggalField()
    golongan = TextField(null=True)
    ptkp = TextField(null=True)
    gaji_bruto = IntegerField(null=True)
    dasar_bpjs = IntegerField(null=True)

    class Meta:
        indexes = ((("pegawai", "mulai"), True),)
