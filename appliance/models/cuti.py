"""Leave, duty and permits: Cuti, Dinas Luar, Izin."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.pegawai import Pegawai

JENIS = (
    "tahunan", "besar", "sakit", "melahirkan", "alasan_penting", "cltn", "dinas_luar", "tugas_belajar", "izin",
)  # fmt: skip


class Cuti(Record):
    pegawai = ForeignKeyField(Pegawai, backref="cuti")
    jenis = TextField()
    mulai = TanggalField()
    selesai = TanggalField()
    nomor_surat = TextField(default="")

    class Meta:
        indexes = ((("pegawai", "jenis", "mulai"), True), (("pegawai", "selesai"), False))
