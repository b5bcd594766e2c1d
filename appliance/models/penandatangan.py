"""Who signs an office's papers, by role and date."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai

PERAN = ("kepala", "bendahara", "pembuat")


class Penandatangan(Record):
    opd = ForeignKeyField(Opd, backref="penandatangan")
    peran = TextField()
    pegawai = ForeignKeyField(Pegawai, backref="menandatangani")
    mulai = TanggalField()
    sebutan = TextField(default="")

    class Meta:
        indexes = ((("opd", "peran", "mulai"), True),)
