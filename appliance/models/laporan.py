"""Daily reports (Laporan Harian) and what was decided on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import DecimalField, ForeignKeyField, TextField

from appliance.models.base import JamField, Record, TanggalField, WaktuField
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna

STATUS = ("menunggu", "disetujui", "dikembalikan")


class Laporan(Record):
    """`status` follows the newest Persetujuan and is kept here for the month's index.

    `kunci_kirim` is given by the device that wrote it, so that a report sent twice is one; `dikirim` is when it was
    last sent. Both are None for what was imported.
    """

    if TYPE_CHECKING:
        pegawai_id: int

    pegawai = ForeignKeyField(Pegawai, backref="laporan")
    tanggal = TanggalField()
    mulai = JamField()
    selesai = JamField()
    uraian = TextField()
    status = TextField(default="menunggu")
    butir_skp = TextField(null=True)
    volume = DecimalField(max_digits=14, decimal_places=4, null=True)
    kunci_kirim = TextField(null=True)
    dikirim = WaktuField(null=True)

    class Meta:
        indexes = (
            (("pegawai", "tanggal", "mulai"), True),
            (("status", "tanggal"), False),
            (("pegawai", "status"), False),
            (("pegawai", "kunci_kirim"), True),
        )


class Persetujuan(Record):
    """A decision on a report. `aturan` marks approval by rule: the superior `atasan` did not decide in time."""

    if TYPE_CHECKING:
        laporan_id: int

    laporan = ForeignKeyField(Laporan, backref="persetujuan", on_delete="CASCADE")
    putusan = TextField()  # disetujui, dikembalikan
    pemutus = ForeignKeyField(Pengguna, null=True)
    atasan = ForeignKeyField(Pegawai, null=True, backref="dinilai_aturan")
    aturan = TextField(default="")  # article under which it was approved by rule
    kapan = WaktuField()
    catatan = TextField(default="")
