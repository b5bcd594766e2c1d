"""A civil servant: PNS, CPNS or PPPK. What changes with time stands in Penempatan and Gaji."""

from __future__ import annotations

from peewee import TextField

from appliance.models.base import Record


class Pegawai(Record):
    nip = TextField(unique=True)
    nama = TextField(index=True)
    bank = TextField(default="")
    rekening = TextField(default="")
    npwp = TextField(default="")
    pendidikan = TextField(default="")
