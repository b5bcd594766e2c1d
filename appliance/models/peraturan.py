"""Decrees as they were given, and who put them in force."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField, WaktuField
from appliance.models.pengguna import Pengguna


class PeraturanTeks(Record):
    """A decree's file, to the letter. Never edited: a new text is a new decree."""

    kode = TextField(unique=True)  # peraturan.id of the file
    nama = TextField()
    berlaku = TanggalField()
    teks = TextField()
    hash = TextField()
    berkas = TextField(default="")
    diterima = WaktuField()
    pengaju = ForeignKeyField(Pengguna, null=True)


class Pemberlakuan(Record):
    """A decree put in force; a draft has none. On the screens by another person than who proposed it."""

    peraturan = ForeignKeyField(PeraturanTeks, unique=True, backref="pemberlakuan")
    kapan = WaktuField()
    oleh = ForeignKeyField(Pengguna, null=True)
