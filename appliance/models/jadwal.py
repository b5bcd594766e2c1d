"""Local schedules by weekday, and rosters by date for those who work in shifts."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from appliance.models.base import JamField, Record, TanggalField
from appliance.models.pegawai import Pegawai


class Jadwal(Record):
    """One weekday (Monday is 1) of a schedule; `pulang` earlier than `masuk` means the next day."""

    kode = TextField()
    hari = IntegerField()
    masuk = JamField()
    pulang = JamField()
    berlaku_mulai = TanggalField(null=True)
    berlaku_sampai = TanggalField(null=True)

    class Meta:
        indexes = ((("kode", "hari", "berlaku_mulai"), False),)


class Roster(Record):
    """What one person works on one date; `LIBUR` is a free day."""

    pegawai = ForeignKeyField(Pegawai, backref="roster")
    tanggal = TanggalField()
    kode_jadwal = TextField()

    class Meta:
        indexes = ((("pegawai", "tanggal"), True),)
