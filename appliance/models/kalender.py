"""Free days: public holidays, cuti bersama, local holidays."""

from __future__ import annotations

from peewee import TextField

from appliance.models.base import Record, TanggalField

JENIS = ("nasional", "cuti_bersama", "daerah")


class Libur(Record):
    tanggal = TanggalField(unique=True)
    nama = TextField()
    jenis = TextField(default="daerah")
