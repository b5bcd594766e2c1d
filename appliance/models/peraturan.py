"""Decrees as they were given, who put them in force, and the shelf that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField, WaktuField, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pengguna import Pengguna
from appliance.models.prepared import Prepared
from appliance.models.tandai import mark_since
from appliance.rules.peraturan import Rak, parse
from appliance.rules.skema import JAM_KERJA


class PeraturanTeks(Record):
    """A decree's file, to the letter. Never edited: a new text is a new decree."""

    kode = TextField(unique=True)  # peraturan.id of the file
    nama = TextField()
    berlaku = TanggalField()
    teks = TextField()
    hash = TextField()
    berkas = TextField(default="")
    diterima = WaktuField()
    pengaju = ForeignKeyField(Pengguna, null=True)


class Pemberlakuan(Record):
    """A decree put in force; a draft has none. On the screens by another person than who proposed it."""

    peraturan = ForeignKeyField(PeraturanTeks, unique=True, backref="pemberlakuan")
    kapan = WaktuField()
    oleh = ForeignKeyField(Pengguna, null=True)


class PeraturanTetap(ValueError):
    """A decree of this id is stored with another text; the message names it, in Indonesian."""


def propose(teks: str, berkas: str, pelaku: Pelaku) -> PeraturanTeks:
    """Store a decree as a draft. The same text twice is the same draft.

    Raises PeraturanKeliru when it cannot be read and PeraturanTetap when its id is taken by another text.
    """
    decree = parse(teks, berkas)
    digest = hashlib.sha256(teks.encode()).hexdigest()
    with db.atomic():
        stored: PeraturanTeks | None = PeraturanTeks.get_or_none(PeraturanTeks.kode == decree.id)
        if stored is not None:
            if stored.hash != digest:
                raise PeraturanTetap(f"{berkas}: peraturan.id: {decree.id} sudah tersimpan dengan isi lain")
            return stored
        stored = PeraturanTeks.create(
            kode=decree.id, nama=decree.nama, berlaku=decree.berlaku, teks=teks, hash=digest, berkas=berkas,
            diterima=pelaku.kapan, pengaju=pelaku.pengguna_id,
        )  # fmt: skip
        record(pelaku, [Perubahan("rancangan", "peraturan", decree.id, None, {"hash": digest, "nama": decree.nama})])
        return stored


def enact(stored: PeraturanTeks, pelaku: Pelaku) -> bool:
    """Put a draft in force; False when it already is. Raises PeraturanKeliru when it contradicts one in force.

    What was computed for days since it binds is marked to be computed again.
    """
    with db.atomic():
        if Pemberlakuan.select().where(Pemberlakuan.peraturan == stored).exists():
            return False
        decree = parse(stored.teks, stored.berkas)
        Rak([*_parsed(in_force()), decree])
        mark_since(decree.berlaku, hours=any(kunci.startswith(JAM_KERJA) for kunci in decree.entri))
        Pemberlakuan.create(peraturan=stored, kapan=pelaku.kapan, oleh=pelaku.pengguna_id)
        record(pelaku, [Perubahan("berlaku", "peraturan", stored.kode, None, {"hash": stored.hash})])
    return True


def in_force() -> list[PeraturanTeks]:
    """All decrees ever put in force, whatever their dates."""
    return list(PeraturanTeks.select().join(Pemberlakuan).order_by(PeraturanTeks.kode))


def fingerprint(decrees: Iterable[PeraturanTeks]) -> list[list[str]]:
    """[[kode, hash]] in order: what a closing keeps to find its decrees again."""
    return [[d.kode, d.hash] for d in decrees]


def _keys() -> Any:
    """Only what tells decrees apart: their texts are long, and every page asks."""
    return PeraturanTeks.select(PeraturanTeks.kode, PeraturanTeks.hash).join(Pemberlakuan).order_by(PeraturanTeks.kode)


KEYS = Prepared(_keys)
_SHELVES: dict[str, Rak] = {}


def rak(only: Sequence[Sequence[str]] | None = None) -> Rak:
    """The shelf of the decrees in force, or of just those that `only` names as [kode, hash]."""
    wanted: Any = KEYS.rows() if only is None else only
    key = repr([tuple(pair) for pair in wanted])
    if key not in _SHELVES:
        _SHELVES.clear()
        codes = [kode for kode, _ in wanted]
        texts = list(PeraturanTeks.select().where(PeraturanTeks.kode.in_(codes)))
        if {(d.kode, d.hash) for d in texts} != {(k, h) for k, h in wanted}:
            raise PeraturanTetap("peraturan yang dipakai saat dikunci tidak lengkap atau telah berubah")
        _SHELVES[key] = Rak(_parsed(texts))
    return _SHELVES[key]


def _parsed(decrees: Iterable[PeraturanTeks]) -> list[Any]:
    return [parse(d.teks, d.berkas) for d in decrees]
