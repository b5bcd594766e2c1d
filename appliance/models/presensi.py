"""Punches as machines gave them, kept for ever, each once, whichever way it came."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, WaktuField
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.pegawai import Pegawai


class Presensi(Record):
    """`pegawai` is whose it is by today's PIN table; the rest never changes."""

    mesin = ForeignKeyField(Mesin, backref="presensi")
    pin = TextField()
    waktu = WaktuField()
    pegawai = ForeignKeyField(Pegawai, null=True, backref="presensi", index=False)
    pembacaan = ForeignKeyField(Pembacaan, backref="presensi")
    verifikasi = IntegerField(null=True)
    kunci_io = IntegerField(null=True)
    ditarik = BooleanField(default=False)  # its file was taken back and nothing else has brought it since

    class Meta:
        indexes = ((("mesin", "pin", "waktu"), True), (("pegawai", "waktu"), False))


class Karantina(Record):
    """A record that could not be trusted: kept raw, with the reason, until an officer decides."""

    mesin = ForeignKeyField(Mesin, backref="karantina")
    pembacaan = ForeignKeyField(Pembacaan, backref="ditahan")
    nomor = IntegerField(null=True)  # line in the file
    mentah = TextField()
    alasan = TextField()
    hash = TextField()

    class Meta:
        indexes = ((("mesin", "hash"), True),)
