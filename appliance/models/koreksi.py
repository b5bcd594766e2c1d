"""Corrections of a day, and marks of offices that record by hand: both stand as punches beside the machine's."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import JamField, Record, TanggalField, WaktuField
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna


class Koreksi(Record):
    """Counts only with `diputus`: a correction that still waits changes nothing."""

    pegawai = ForeignKeyField(Pegawai, backref="koreksi")
    tanggal = TanggalField()
    masuk = JamField(null=True)
    pulang = JamField(null=True)
    alasan = TextField()
    nomor_surat = TextField(default="")
    diajukan = WaktuField()
    pengaju = ForeignKeyField(Pengguna, null=True)

    class Meta:
        indexes = ((("pegawai", "tanggal"), True),)


class PutusanKoreksi(Record):
    """Who approved or refused a correction, and when."""

    koreksi = ForeignKeyField(Koreksi, unique=True, backref="putusan", on_delete="CASCADE")
    setuju = TextField()  # ya, tidak
    pemutus = ForeignKeyField(Pengguna, null=True)
    kapan = WaktuField()
    catatan = TextField(default="")


class PresensiManual(Record):
    """A mark of the attendance sheet of an office in manual mode."""

    pegawai = ForeignKeyField(Pegawai, backref="presensi_manual")
    tanggal = TanggalField()
    masuk = JamField(null=True)
    pulang = JamField(null=True)
    nomor_surat = TextField(default="")

    class Meta:
        indexes = ((("pegawai", "tanggal"), True),)
