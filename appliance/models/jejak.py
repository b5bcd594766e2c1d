"""The audit trail: who changed what, when, from where, before and after; each row seals the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import ForeignKeyField, TextField, chunked

from appliance.models.base import BATCH, Record, WaktuField, db, dump
from appliance.models.impor import Impor


@dataclass(frozen=True, slots=True)
class Pelaku:
    """Who acts: an account's id (None for the machine's administrator), a name, and from where."""

    pengguna_id: int | None
    nama: str
    dari: str
    kapan: datetime


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One change of one record; `sebelum` is None for a new one, `sesudah` for a withdrawn one."""

    aksi: str
    objek: str
    kunci: str
    sebelum: dict[str, Any] | None
    sesudah: dict[str, Any] | None


class Jejak(Record):
    kapan = WaktuField(index=True)
    pengguna_id = TextField(default="")
    pelaku = TextField()
    dari = TextField()
    aksi = TextField()
    objek = TextField()
    kunci = TextField()
    sebelum = TextField(null=True)
    sesudah = TextField(null=True)
    impor = ForeignKeyField(Impor, null=True, backref="jejak")
    hash = TextField()

    class Meta:
        indexes = ((("objek", "kunci"), False),)


def seal(previous: str, row: dict[str, Any]) -> str:
    """The hash of a row and everything before it."""
    parts = [previous] + [str(row[k] if row[k] is not None else "") for k in SEALED]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


SEALED = ("kapan", "pengguna_id", "pelaku", "dari", "aksi", "objek", "kunci", "sebelum", "sesudah")


def record(pelaku: Pelaku, changes: Iterable[Perubahan], impor: Impor | None = None) -> None:
    """Append changes to the chain, inside the transaction that makes them."""
    with db.atomic():
        previous = last_hash()
        rows: list[dict[str, Any]] = []
        for change in changes:
            row = _row(pelaku, change)
            previous = row["hash"] = seal(previous, row)
            row["impor"] = impor
            rows.append(row)
        for batch in chunked(rows, BATCH // 5):
            Jejak.insert_many(batch).execute()


def _row(pelaku: Pelaku, change: Perubahan) -> dict[str, Any]:
    return {
        "kapan": pelaku.kapan.replace(microsecond=0, tzinfo=None),
        "pengguna_id": "" if pelaku.pengguna_id is None else str(pelaku.pengguna_id),
        "pelaku": pelaku.nama,
        "dari": pelaku.dari,
        "aksi": change.aksi,
        "objek": change.objek,
        "kunci": change.kunci,
        "sebelum": None if change.sebelum is None else dump(change.sebelum),
        "sesudah": None if change.sesudah is None else dump(change.sesudah),
    }


def last_hash() -> str:
    return Jejak.select(Jejak.hash).order_by(Jejak.id.desc()).limit(1).scalar() or ""


def broken() -> Iterator[int]:
    """Ids of rows whose seal does not fit what stands in them or before them."""
    previous = ""
    for row in Jejak.select().order_by(Jejak.id).dicts().iterator():
        if row["hash"] != seal(previous, row):
            yield row["id"]
        previous = row["hash"]
