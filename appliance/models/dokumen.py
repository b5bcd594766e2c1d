"""Papers made once and kept: later prints of the same month are the same file."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, WaktuField
from appliance.models.pegawai import Pegawai
from appliance.models.penutupan import Penutupan


class Dokumen(Record):
    """`berkas` is the path under the data folder; `hash` of the bytes."""

    penutupan = ForeignKeyField(Penutupan, backref="dokumen")
    jenis = TextField()  # daftar, slip, ...
    pegawai = ForeignKeyField(Pegawai, null=True, backref="dokumen")
    berkas = TextField()
    hash = TextField()
    dibuat = WaktuField()

    class Meta:
        indexes = ((("penutupan", "jenis", "pegawai"), True),)
