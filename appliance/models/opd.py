"""Unit kerja: offices of the regency, from a dinas to a puskesmas."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField

JENIS = (
    "sekretariat", "dinas", "badan", "inspektorat", "kecamatan", "kelurahan", "puskesmas", "rsud", "sekolah", "lain",
)  # fmt: skip
JALUR = ("lan", "adms", "flashdisk", "manual")


class Opd(Record):
    """`data_sampai` is the last day of which everything its machines hold has arrived (kept by `cakupan`)."""

    kode = TextField(unique=True)
    nama = TextField()
    jenis = TextField()
    jalur = TextField()
    induk = ForeignKeyField("self", null=True, backref="bawahan")
    data_sampai = TanggalField(null=True)
