"""Long work with a row of its own, so that it shows progress and goes on after a power cut."""

from __future__ import annotations

from peewee import IntegerField, TextField

from appliance.models.base import JsonField, Record, WaktuField

KEADAAN = ("antre", "berjalan", "selesai", "gagal")


class Tugas(Record):
    jenis = TextField(index=True)
    isi = JsonField(null=True)
    keadaan = TextField(default="antre", index=True)
    maju = IntegerField(default=0)
    jumlah = IntegerField(default=0)
    pesan = TextField(default="")
    pelaku = TextField(default="")
    pengguna_id = IntegerField(null=True)
    dibuat = WaktuField()
    selesai = WaktuField(null=True)
    hasil = JsonField(null=True)
