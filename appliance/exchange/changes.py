"""What rows would change in the stored records, and the writing of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from appliance.exchange.image import Kamus, Key, masked, plain, stored, to_stored
from appliance.exchange.kind import Bagian, Baris, Isi, Kind, Konteks, Ubah
from appliance.models.kunci import seal


def compare(kind: Kind, rows: Sequence[Baris], konteks: Konteks) -> list[list[Ubah]]:
    """For each row its records before and after, in the order of the KIND's parts. Nothing is written."""
    kamus = Kamus()
    parts = [_compare_part(kind, bagian, rows, konteks, kamus) for bagian in kind.bagian]
    return [[part[place] for part in parts if part[place] is not None] for place in range(len(rows))]


def _compare_part(kind: Kind, bagian: Bagian, rows: Sequence[Baris], konteks: Konteks, kamus: Kamus) -> list[Any]:
    keys = [key_of(bagian, row) for row in rows]
    there = stored(bagian, keys, kamus)
    written: set[Key] = set()
    found: list[Ubah | None] = []
    for row, key in zip(rows, keys, strict=True):
        if (row.hapus and bagian.tinggal) or key in written:
            found.append(None)
            continue
        written.add(key)
        row_id, before = there.get(key, (None, None))
        after = None if row.hapus else _after(kind, bagian, row, key, before, konteks)
        secrets = {name: row.nilai[name] for name in bagian.rahasia if name in row.nilai}
        found.append(Ubah(bagian, key, row_id, before, after, secrets))
    return found


def key_of(bagian: Bagian, row: Baris) -> Key:
    return tuple(plain(row.nilai.get(name)) for name in bagian.kunci)


def _after(kind: Kind, bagian: Bagian, row: Baris, key: Key, before: Isi | None, konteks: Konteks) -> Isi:
    """The row as it will stand: a column that the file lacks keeps what is stored, an empty cell clears it."""
    after: Isi = dict(zip(bagian.kunci, key, strict=True))
    for name in bagian.isi:
        kolom = kind.column(name)
        value = row.nilai.get(name)
        if value is None and before is not None and (name not in row.nilai or kolom.tetap):
            after[name] = before[name]
            continue
        if value is None:
            value = kolom.bawaan(konteks) if callable(kolom.bawaan) else kolom.bawaan
        after[name] = masked(value, key[0]) if name in bagian.rahasia else plain(value)
    return after


def write(changes: Sequence[Ubah], konteks: Konteks) -> None:
    """Write what changed, part by part in the order given, inside the caller's transaction."""
    kamus = Kamus()
    for bagian, group in _by_part(change for change in changes if change.berubah):
        fresh = [change for change in group if change.sebelum is None]
        if fresh:
            _insert(bagian, fresh, konteks, kamus)
        for change in group:
            if change.sebelum is not None and change.sesudah is not None:
                _update(change, kamus)
            elif change.sesudah is None:
                _delete(change)
        kamus.forget(bagian.model)


def _by_part(changes: Iterable[Ubah]) -> list[tuple[Bagian, list[Ubah]]]:
    groups: dict[str, tuple[Bagian, list[Ubah]]] = {}
    for change in changes:
        groups.setdefault(change.bagian.objek, (change.bagian, []))[1].append(change)
    return list(groups.values())


def _insert(bagian: Bagian, fresh: Sequence[Ubah], konteks: Konteks, kamus: Kamus) -> None:
    """One by one where a row names another of the same table (an office its parent)."""
    own = any(rujuk.model is bagian.model for rujuk in bagian.rujuk.values())
    extra = bagian.saat_baru(konteks)
    model: Any = bagian.model
    for group in [[change] for change in fresh] if own else [fresh]:
        model.insert_many([_values(change, kamus) | extra for change in group]).execute()
        if own:
            kamus.forget(bagian.model)


def _values(change: Ubah, kamus: Kamus) -> Isi:
    bagian, values = change.bagian, {}
    for name in (*bagian.kunci, *bagian.isi):
        if name in bagian.rahasia:
            if change.sebelum is None or name in change.rahasia:
                values[name] = seal(change.rahasia.get(name) or "")
            continue
        rujuk = bagian.rujuk.get(name)
        values[rujuk.medan if rujuk else name] = to_stored(bagian, name, change.ada[name], kamus)
    return values


def _update(change: Ubah, kamus: Kamus) -> None:
    model: Any = change.bagian.model
    model.update(_values(change, kamus)).where(model.id == change.id).execute()


def _delete(change: Ubah) -> None:
    """Remove a record with what hangs on it by nature; a reference of any other kind makes the database refuse."""
    change.bagian.lepas(change.id)
    for medan in change.bagian.turunan:
        if medan.null:
            medan.model.update({medan.name: None}).where(medan == change.id).execute()
        else:
            medan.model.delete().where(medan == change.id).execute()
    model: Any = change.bagian.model
    model.delete().where(model.id == change.id).execute()
