"""Mesin presensi: the machines, where they stood, and each contact with them."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from appliance.models.base import JsonField, Record, TanggalField, WaktuField
from appliance.models.jam import ragu
from appliance.models.opd import Opd


class Mesin(Record):
    """`tercakup` is the last day of which everything it holds has arrived. `kunci` is sealed (see `kunci.py`)."""

    sn = TextField(unique=True)
    opd = ForeignKeyField(Opd, backref="mesin")
    jalur = TextField()
    alamat = TextField(default="")
    port = IntegerField(default=4370)
    kunci = TextField(default="")
    zona = TextField(default="WIB")
    tercakup = TanggalField(null=True)
    kontak = WaktuField(null=True)  # last time it answered or was fed
    keadaan = TextField(default="belum_pernah")
    jumlah = IntegerField(null=True)  # records it said it holds
    kapasitas = IntegerField(null=True)
    selisih_jam = IntegerField(null=True)  # seconds its clock is ahead of ours
    stamp = TextField(default="")  # push: the last stamp it sent, echoed as given


class MesinOpd(Record):
    """Where a machine stood: its records of those days belong to that office."""

    mesin = ForeignKeyField(Mesin, backref="tempat")
    opd = ForeignKeyField(Opd, backref="tempat_mesin")
    mulai = TanggalField(null=True)
    selesai = TanggalField(null=True)

    class Meta:
        indexes = ((("mesin", "mulai"), False),)


class Pembacaan(Record):
    """One contact: a pull, a push or a file. `muatan` names the raw bytes kept under the data folder."""

    mesin = ForeignKeyField(Mesin, backref="pembacaan")
    jalur = TextField()
    mulai = WaktuField(index=True)
    selesai = WaktuField(null=True)
    keadaan = TextField()
    pesan = TextField(default="")
    diklaim = IntegerField(null=True)
    terbaca = IntegerField(default=0)
    baru = IntegerField(default=0)
    karantina = IntegerField(default=0)
    pin_asing = IntegerField(default=0)
    selisih_jam = IntegerField(null=True)
    muatan = TextField(default="")
    rincian = JsonField(null=True)
    jam_ragu = BooleanField(default=ragu)  # came while the box's clock was in doubt

    class Meta:
        indexes = ((("mesin", "mulai"), False),)
