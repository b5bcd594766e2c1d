"""The month's targets of a person (SKP), who agreed to them, and the predikat of the month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from peewee import DecimalField, ForeignKeyField, TextField, chunked

from appliance.models.base import BATCH, Record, WaktuField
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")


class PengajuanSkp(Record):
    """A person's own targets of a month, from writing them to the superior's word.

    `status` is disusun, menunggu, disetujui or dikembalikan and follows the newest PutusanSkp.
    """

    if TYPE_CHECKING:
        putusan: Any

    pegawai = ForeignKeyField(Pegawai, backref="pengajuan_skp", index=False)
    bulan = TextField()
    status = TextField(default="disusun")
    dikirim = WaktuField(null=True)

    class Meta:
        indexes = ((("pegawai", "bulan"), True), (("status", "bulan"), False))


class PutusanSkp(Record):
    """A superior's word on somebody's targets of a month."""

    pengajuan = ForeignKeyField(PengajuanSkp, backref="putusan", on_delete="CASCADE")
    putusan = TextField()  # disetujui, dikembalikan
    pemutus = ForeignKeyField(Pengguna, null=True)
    kapan = WaktuField()
    catatan = TextField(default="")


class Skp(Record):
    """One target. It counts when it was imported (no `pengajuan`) or when its `pengajuan` is disetujui."""

    if TYPE_CHECKING:
        pengajuan_id: int | None

    pegawai = ForeignKeyField(Pegawai, backref="skp")
    bulan = TextField()
    butir = TextField()
    rhk = TextField()
    indikator = TextField()
    satuan = TextField()
    target = DecimalField(max_digits=14, decimal_places=4)
    bobot = DecimalField(max_digits=9, decimal_places=4, null=True)
    pengajuan = ForeignKeyField(PengajuanSkp, null=True, backref="butir", on_delete="SET NULL")

    class Meta:
        indexes = ((("pegawai", "bulan", "butir"), True),)


class Predikat(Record):
    pegawai = ForeignKeyField(Pegawai, backref="predikat")
    bulan = TextField()
    predikat = TextField()

    class Meta:
        indexes = ((("pegawai", "bulan"), True),)


def counting(bulan: str) -> Any:
    """The condition on Skp for the targets of a month that count."""
    agreed = PengajuanSkp.select(PengajuanSkp.id).where(
        (PengajuanSkp.bulan == bulan) & (PengajuanSkp.status == "disetujui")
    )
    return (Skp.bulan == bulan) & (Skp.pengajuan.is_null() | Skp.pengajuan.in_(agreed))


def take_over(ids: Sequence[int]) -> None:
    """These targets came from outside too: they count without a superior's word here."""
    for batch in chunked(ids, BATCH):
        Skp.update(pengajuan=None).where(Skp.id.in_(batch)).execute()
