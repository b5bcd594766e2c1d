"""Disciplinary punishments (hukuman disiplin) in force."""

from __future__ import annotations

from peewee import DecimalField, ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.pegawai import Pegawai

TINGKAT = ("ringan", "sedang", "berat")


class Hukdis(Record):
    pegawai = ForeignKeyField(Pegawai, backref="hukdis")
    tingkat = TextField()
    jenis = TextField()
    mulai = TanggalField()
    bulan = IntegerField()
    potongan_persen = DecimalField(max_digits=7, decimal_places=4, null=True)
    nomor_sk = TextField(default="")

    class Meta:
        indexes = ((("pegawai", "jenis", "mulai"), True),)
