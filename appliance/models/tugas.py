"""Long work with a row of its own, so that it shows progress and goes on after a power cut."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import IntegerField, TextField

from appliance.models.base import JsonField, Record, WaktuField, db, dump
from appliance.models.jejak import Pelaku

KEADAAN = ("antre", "berjalan", "selesai", "gagal")


class Tugas(Record):
    """`isi` is what to do, `hasil` what came of it; `maju` of `jumlah` steps are done."""

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


def plan(jenis: str, isi: dict[str, Any], pelaku: Pelaku, jumlah: int = 0) -> Tugas:
    """A task to do; the same work that is still waiting or running is not planned twice."""
    with db.atomic():
        for waiting in unfinished().where(Tugas.jenis == jenis):
            if dump(waiting.isi) == dump(isi):
                found: Tugas = waiting
                return found
        made: Tugas = Tugas.create(
            jenis=jenis, isi=isi, jumlah=jumlah, pelaku=pelaku.nama, pengguna_id=pelaku.pengguna_id, dibuat=pelaku.kapan
        )
    return made


def unfinished() -> Any:
    """Tasks that wait, or ran when the power went."""
    return Tugas.select().where(Tugas.keadaan.in_(["antre", "berjalan"])).order_by(Tugas.id)


def advance(tugas: Tugas, maju: int, jumlah: int, pesan: str = "") -> None:
    Tugas.update(keadaan="berjalan", maju=maju, jumlah=jumlah, pesan=pesan).where(Tugas.id == tugas.id).execute()


def finish(tugas: Tugas, hasil: dict[str, Any], now: datetime, *, failed: str = "") -> None:
    """The end of a task: what came of it, or with `failed` why nothing did."""
    keadaan = "gagal" if failed else "selesai"
    Tugas.update(keadaan=keadaan, hasil=hasil, pesan=failed, selesai=now).where(Tugas.id == tugas.id).execute()
