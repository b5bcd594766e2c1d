"""The month's targets of a person (SKP) and the predikat of the month."""

from __future__ import annotations

from peewee import DecimalField, ForeignKeyField, TextField

from appliance.models.base import Record
from appliance.models.pegawai import Pegawai

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")


class Skp(Record):
    pegawai = ForeignKeyField(Pegawai, backref="skp")
    bulan = TextField()
    butir = TextField()
    rhk = TextField()
    indikator = TextField()
    satuan = TextField()
    target = DecimalField(max_digits=14, decimal_places=4)
    bobot = DecimalField(max_digits=9, decimal_places=4, null=True)

    class Meta:
        indexes = ((("pegawai", "bulan", "butir"), True),)


class Predikat(Record):
    pegawai = ForeignKeyField(Pegawai, backref="predikat")
    bulan = TextField()
    predikat = TextField()

    class Meta:
        indexes = ((("pegawai", "bulan"), True),)
