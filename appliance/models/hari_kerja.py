"""Judged days, and the days that wait to be judged again because a fact changed."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, TanggalField, WaktuField
from appliance.models.pegawai import Pegawai


class HariKerja(Record):
    """One judged day of one person, field by field `rules.fakta.Hari`."""

    pegawai = ForeignKeyField(Pegawai, backref="hari_kerja", index=False)
    tanggal = TanggalField()
    keadaan = TextField()
    kerja = BooleanField()
    mulai = WaktuField(null=True)
    selesai = WaktuField(null=True)
    masuk_mesin = WaktuField(null=True)
    pulang_mesin = WaktuField(null=True)
    masuk = WaktuField(null=True)
    pulang = WaktuField(null=True)
    terlambat = IntegerField(default=0)
    pulang_cepat = IntegerField(default=0)
    tanpa_masuk = BooleanField(default=False)
    tanpa_pulang = BooleanField(default=False)
    tanpa_keterangan = BooleanField(default=False)
    tanpa_apel = BooleanField(default=False)
    dilindungi = BooleanField(default=False)
    dikoreksi = BooleanField(default=False)
    cuti = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("pegawai", "tanggal")
        indexes = ((("tanggal", "keadaan"), False),)


class DirtyDay(Record):
    """A day of a person whose facts changed since it was judged.

    Marks repeat freely: what was read is deleted by id, so that a mark made while judging survives it.
    """

    pegawai = ForeignKeyField(Pegawai, index=False)
    tanggal = TanggalField()

    class Meta:
        indexes = ((("pegawai", "tanggal"), False),)


class DirtyMonth(Record):
    """A month of a person whose estimate no longer fits its facts; marks repeat as those of days."""

    pegawai = ForeignKeyField(Pegawai, index=False)
    bulan = TextField()

    class Meta:
        indexes = ((("bulan", "pegawai"), False),)
