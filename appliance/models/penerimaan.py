"""Receiving punches: every road ends here. Each enters once; what was known stays; days are marked to be judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from peewee import chunked

from appliance.models.base import BATCH, db
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.pin_resolver import PinResolver
from appliance.models.presensi import Karantina, Presensi
from appliance.models.tandai import mark_pairs


class PunchLike(Protocol):
    """What a punch of `devices` offers: canonical pin, naive local time, hints of the key and the verification."""

    @property
    def pin(self) -> str: ...
    @property
    def waktu(self) -> datetime: ...
    @property
    def verifikasi(self) -> int | None: ...
    @property
    def kunci_io(self) -> int | None: ...


class RejectedLike(Protocol):
    @property
    def nomor(self) -> int | None: ...
    @property
    def mentah(self) -> str: ...
    @property
    def alasan(self) -> str: ...


@dataclass(slots=True)
class Diterima:
    """Counts of one reading. `asing` are unknown PINs, with how many punches each."""

    baru: int = 0
    kembar: int = 0
    karantina: int = 0
    asing: dict[str, int] | None = None


def receive(
    mesin: Mesin, punches: Iterable[PunchLike], rejected: Iterable[RejectedLike], *, pembacaan: Pembacaan
) -> Diterima:
    """Enter punches in transactions of at most 500 rows; a kill between them loses nothing that comes again."""
    resolver = PinResolver(mesin.id)
    total = Diterima(asing={})
    ordered = sorted(punches, key=lambda p: (p.pin, p.waktu))
    for batch in chunked(ordered, BATCH):
        _receive_batch(mesin, batch, resolver, pembacaan, total)
    for held in chunked(rejected, BATCH):
        total.karantina += quarantine(mesin, held, pembacaan)
    return total


def _receive_batch(
    mesin: Mesin, batch: Sequence[PunchLike], resolver: PinResolver, pembacaan: Pembacaan, total: Diterima
) -> None:
    wanted = {(p.pin, p.waktu): p for p in batch}
    total.kembar += len(batch) - len(wanted)
    owners = {key: resolver.find(key[0], key[1].date()) for key in wanted}
    assert total.asing is not None
    for (pin, _), owner in owners.items():
        if owner is None:
            total.asing[pin] = total.asing.get(pin, 0) + 1
    with db.atomic():
        known = _known(mesin.id, batch)
        fresh = [key for key in wanted if key not in known]
        revived = [key for key in wanted if known.get(key)]
        _insert(mesin, [(wanted[key], owners[key]) for key in fresh], pembacaan)
        for key in revived:
            _revive(mesin, key, owners[key], pembacaan)
        mark_pairs((owner, key[1].date()) for key in fresh + revived if (owner := owners[key]) is not None)
    total.baru += len(fresh) + len(revived)
    total.kembar += len(wanted) - len(fresh) - len(revived)


def _known(mesin_id: int, batch: Sequence[PunchLike]) -> dict[tuple[str, datetime], bool]:
    """Keys of this stretch that are stored already, and whether they were taken back. `batch` is in key order."""
    pins = {p.pin for p in batch}
    there = (Presensi.mesin == mesin_id) & Presensi.pin.in_(sorted(pins))
    if len(pins) == 1:
        there &= (Presensi.waktu >= batch[0].waktu) & (Presensi.waktu <= batch[-1].waktu)
    rows: Any = Presensi.select(Presensi.pin, Presensi.waktu, Presensi.ditarik).where(there).tuples()
    return {(pin, waktu): ditarik for pin, waktu, ditarik in rows}


def _insert(mesin: Mesin, rows: list[tuple[PunchLike, int | None]], pembacaan: Pembacaan) -> None:
    fields = (
        Presensi.mesin, Presensi.pin, Presensi.waktu, Presensi.pegawai, Presensi.pembacaan,
        Presensi.verifikasi, Presensi.kunci_io,
    )  # fmt: skip
    values = [(mesin.id, p.pin, p.waktu, owner, pembacaan.id, p.verifikasi, p.kunci_io) for p, owner in rows]
    if values:
        Presensi.insert_many(values, fields=fields).on_conflict_ignore().execute()


def _revive(mesin: Mesin, key: tuple[str, datetime], owner: int | None, pembacaan: Pembacaan) -> None:
    Presensi.update(ditarik=False, pegawai=owner, pembacaan=pembacaan.id).where(
        (Presensi.mesin == mesin.id) & (Presensi.pin == key[0]) & (Presensi.waktu == key[1])
    ).execute()


def quarantine(mesin: Mesin, rejected: Iterable[RejectedLike], pembacaan: Pembacaan) -> int:
    """Keep doubtful records raw, each once for a machine; returns how many are new."""
    rows = [
        (mesin.id, pembacaan.id, r.nomor, r.mentah, r.alasan, hashlib.sha256(r.mentah.encode()).hexdigest())
        for r in rejected
    ]
    if not rows:
        return 0
    fields = (
        Karantina.mesin, Karantina.pembacaan, Karantina.nomor, Karantina.mentah, Karantina.alasan, Karantina.hash,
    )  # fmt: skip
    with db.atomic():
        before = Karantina.select().where(Karantina.mesin == mesin.id).count()
        Karantina.insert_many(rows, fields=fields).on_conflict_ignore().execute()
        return int(Karantina.select().where(Karantina.mesin == mesin.id).count() - before)


def resolve_pins(mesin_ids: Iterable[int]) -> int:
    """Give stored punches to whoever holds their PIN now; marks the days of all concerned; returns how many moved."""
    moved = 0
    for mesin_id in mesin_ids:
        resolver = PinResolver(mesin_id)
        moves: list[tuple[int, int | None, int | None, date]] = []
        rows: Any = (
            Presensi.select(Presensi.id, Presensi.pin, Presensi.waktu, Presensi.pegawai)
            .where((Presensi.mesin == mesin_id) & ~Presensi.ditarik)
            .tuples()
        )
        for row_id, pin, waktu, owner in rows.iterator():
            now = resolver.find(pin, waktu.date())
            if now != owner:
                moves.append((row_id, owner, now, waktu.date()))
        for batch in chunked(moves, BATCH):
            _move(batch)
        moved += len(moves)
    return moved


def _move(batch: Sequence[tuple[int, int | None, int | None, date]]) -> None:
    by_owner: dict[int | None, list[int]] = {}
    for row_id, _, now, _ in batch:
        by_owner.setdefault(now, []).append(row_id)
    with db.atomic():
        for owner, ids in by_owner.items():
            Presensi.update(pegawai=owner).where(Presensi.id.in_(ids)).execute()
        mark_pairs((p, day) for _, old, now, day in batch for p in (old, now) if p is not None)
