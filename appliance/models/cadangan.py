"""Backups as records: each copy, check, trial restore and drill, and how each place for copies was last found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peewee import BigIntegerField, IntegerField, TextField

from appliance.models.base import Record, WaktuField

# salinan: a copy by restic; mingguan: the copy that age seals; rapikan: old copies dropped and the store checked;
# uji: a trial restore; latihan: the recovery code was asked for; kode: a new code; pulih: this box was restored.
JENIS = ("salinan", "mingguan", "rapikan", "uji", "latihan", "kode", "pulih")
KEADAAN = ("berjalan", "baik", "gagal", "terputus")


class Cadangan(Record):
    """One piece of work. `ukuran` is what it wrote and `isi` what it covers, in bytes; `bulan` the month proven."""

    jenis = TextField()
    tempat = TextField()
    mulai = WaktuField()
    selesai = WaktuField(null=True)
    keadaan = TextField(default="berjalan")
    ukuran = BigIntegerField(default=0)
    isi = BigIntegerField(default=0)
    detik = IntegerField(default=0)
    bulan = TextField(default="")
    pesan = TextField(default="")

    class Meta:
        indexes = ((("jenis", "tempat", "mulai"), False),)


class TempatCadangan(Record):
    """A place for copies as it was last looked at; `sejak` is when its `keadaan` began."""

    tempat = TextField(unique=True)
    keadaan = TextField()
    pesan = TextField(default="")
    bebas = BigIntegerField(default=0)
    kapasitas = BigIntegerField(default=0)
    sejak = WaktuField()
    diperiksa = WaktuField()


@dataclass(frozen=True, slots=True)
class Hasil:
    """What came of a piece of work."""

    pesan: str = ""
    ukuran: int = 0
    isi: int = 0
    bulan: str = ""


def start(jenis: str, tempat: str, now: datetime) -> Cadangan:
    """Note that a piece of work has begun."""
    row: Cadangan = Cadangan.create(jenis=jenis, tempat=tempat, mulai=now)
    return row


def finish(row: Cadangan, hasil: Hasil, now: datetime, detik: int, *, failed: bool = False) -> None:
    """Note how it ended."""
    row.keadaan = "gagal" if failed else "baik"
    row.selesai, row.detik, row.pesan = now, detik, hasil.pesan
    row.ukuran, row.isi, row.bulan = hasil.ukuran, hasil.isi, hasil.bulan
    row.save()


def note_interrupted(now: datetime) -> int:
    """What still reads *running* though nobody runs was cut off, by a power cut or by hand."""
    left = Cadangan.update(keadaan="terputus", selesai=now, pesan="terputus sebelum selesai")
    return int(left.where(Cadangan.keadaan == "berjalan").execute())


def last(jenis: str, tempat: str | None = None, *, good: bool = True) -> Cadangan | None:
    """The newest of a kind, at one place or at any; only those that went well unless told otherwise."""
    wanted = Cadangan.jenis == jenis
    if tempat is not None:
        wanted = wanted & (Cadangan.tempat == tempat)
    wanted = wanted & ((Cadangan.keadaan == "baik") if good else (Cadangan.keadaan != "berjalan"))
    found: Cadangan | None = Cadangan.select().where(wanted).order_by(Cadangan.mulai.desc(), Cadangan.id.desc()).first()
    return found


def recent(limit: int) -> list[Cadangan]:
    """The newest work of all kinds."""
    return list(Cadangan.select().order_by(Cadangan.mulai.desc(), Cadangan.id.desc()).limit(limit))


def note_place(tempat: str, keadaan: str, pesan: str, bebas: int, kapasitas: int, now: datetime) -> None:
    """Note how a place was found."""
    row = TempatCadangan.get_or_none(TempatCadangan.tempat == tempat) or TempatCadangan(tempat=tempat, sejak=now)
    if row.keadaan != keadaan:
        row.sejak = now
    row.keadaan, row.pesan, row.bebas, row.kapasitas, row.diperiksa = keadaan, pesan, bebas, kapasitas, now
    row.save()


def forget_places(kept: set[str]) -> None:
    """Places that the settings name no longer are watched no longer."""
    TempatCadangan.delete().where(TempatCadangan.tempat.not_in(sorted(kept))).execute()
