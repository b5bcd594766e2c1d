"""What went wrong, counted by day: breakdowns by page and kind, refused sign-ins, people who had to wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from peewee import IntegerField, TextField

from appliance.models.base import Record, TanggalField, WaktuField, db

# galat: a page broke; sibuk: the database did not answer in time; ditahan: too many attempts, told to wait.
JENIS = ("galat", "sibuk", "ditahan", "masuk_ditolak")
Hal = tuple[date, str, str, str]  # day, jenis, page, kind of breakdown


class KejadianHarian(Record):
    """`rincian` is the class of an exception, never its words: those may hold anything."""

    tanggal = TanggalField()
    jenis = TextField()
    halaman = TextField(default="")
    rincian = TextField(default="")
    jumlah = IntegerField(default=0)
    terakhir = WaktuField()

    class Meta:
        indexes = ((("tanggal", "jenis", "halaman", "rincian"), True),)


def add(found: Mapping[Hal, int], now: datetime) -> None:
    with db.atomic():
        for (tanggal, jenis, halaman, rincian), count in found.items():
            kept = KejadianHarian.insert(
                tanggal=tanggal, jenis=jenis, halaman=halaman, rincian=rincian, jumlah=count, terakhir=now
            )
            keys = [KejadianHarian.tanggal, KejadianHarian.jenis, KejadianHarian.halaman, KejadianHarian.rincian]
            more = {KejadianHarian.jumlah: KejadianHarian.jumlah + count, KejadianHarian.terakhir: now}
            kept.on_conflict(conflict_target=keys, update=more).execute()


def count(jenis: str, now: datetime) -> None:
    """One more of its kind today."""
    add({(now.date(), jenis, "", ""): 1}, now)


def since(day: date) -> list[KejadianHarian]:
    """From that day on, the latest first."""
    rows = KejadianHarian.select().where(KejadianHarian.tanggal >= day)
    return list(rows.order_by(KejadianHarian.tanggal.desc(), KejadianHarian.jumlah.desc()))
