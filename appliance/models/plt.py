"""Acting posts: Plt. (the post is vacant) and Plh. (the holder is away)."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai


class Plt(Record):
    pegawai = ForeignKeyField(Pegawai, backref="plt")
    opd = ForeignKeyField(Opd, backref="plt")
    jabatan = TextField()
    kelas_jabatan = IntegerField()
    jenis = TextField()
    mulai = TanggalField()
    selesai = TanggalField(null=True)
    nomor_sk = TextField(default="")

    class Meta:
        indexes = ((("pegawai", "mulai"), True), (("opd", "mulai"), False))
