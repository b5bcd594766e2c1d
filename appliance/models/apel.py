"""Attendance at apel and upacara; only a written absence cuts."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.pegawai import Pegawai


class Apel(Record):
    pegawai = ForeignKeyField(Pegawai, backref="apel")
    tanggal = TanggalField()
    hadir = BooleanField()
    jenis = TextField(default="apel")

    class Meta:
        indexes = ((("pegawai", "tanggal"), True),)
