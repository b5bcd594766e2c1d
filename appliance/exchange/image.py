"""A stored record as the columns of a file, and back: what the audit trail keeps and what taking back restores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from appliance.exchange.kind import Bagian, Isi
from appliance.models.base import BATCH, Record
from appliance.models.kunci import KunciHilang, unseal

Key = tuple[Any, ...]


def plain(value: Any) -> Any:
    """A value as JSON keeps it; equal values have equal plain forms."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) if isinstance(value, str) else value


def masked(text: Any, salt: Any) -> str:
    """What stands in the trail for a secret: it shows that it changed, not what it is."""
    if not text:
        return ""
    return "rahasia:" + hashlib.sha256(f"{salt}\x1f{text}".encode()).hexdigest()[:8]


class Kamus:
    """Names of records to their ids and back, read once for a batch of rows."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], dict[Any, Any]] = {}
        self._names: dict[tuple[str, str], dict[Any, Any]] = {}

    def ids(self, model: type[Record], name: str) -> dict[Any, Any]:
        key = (model.__name__, name)
        if key not in self._ids:
            chosen: Any = model
            self._ids[key] = dict(chosen.select(getattr(model, name), chosen.id).tuples())
        return self._ids[key]

    def names(self, model: type[Record], name: str) -> dict[Any, Any]:
        key = (model.__name__, name)
        if key not in self._names:
            self._names[key] = {row_id: code for code, row_id in self.ids(model, name).items()}
        return self._names[key]

    def forget(self, model: type[Record]) -> None:
        for kept in (self._ids, self._names):
            for key in [key for key in kept if key[0] == model.__name__]:
                del kept[key]


def stored(bagian: Bagian, keys: Iterable[Key], kamus: Kamus) -> dict[Key, tuple[Any, Isi]]:
    """Of the wanted plain keys those that exist: key -> (id, image). The newest where several have one key."""
    wanted = set(keys)
    found: dict[Key, tuple[Any, Isi]] = {}
    columns = (*bagian.kunci, *bagian.isi)
    for row in _select(bagian, columns, sorted(wanted, key=str), kamus):
        image = _image(bagian, columns, row, kamus)
        key = tuple(image[name] for name in bagian.kunci)
        if key in wanted:
            found[key] = (row[0], image)
    return found


def _select(bagian: Bagian, columns: Sequence[str], wanted: Sequence[Key], kamus: Kamus) -> Iterator[Sequence[Any]]:
    """Rows that may be meant: by the first column of the key exactly, by the others from least to greatest."""
    model: Any = bagian.model
    first = _field(bagian, bagian.kunci[0])
    chosen = [model.id, *(_field(bagian, name) for name in columns)]
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        there = first.in_(sorted({to_stored(bagian, bagian.kunci[0], key[0], kamus) or 0 for key in part}))
        for place, name in enumerate(bagian.kunci[1:], 1):
            values = [key[place] for key in part]
            if name not in bagian.rujuk and None not in values:
                lowest, highest = (to_stored(bagian, name, v, kamus) for v in (min(values), max(values)))
                there &= _field(bagian, name).between(lowest, highest)
        yield from model.select(*chosen).where(there).order_by(model.id).tuples()


def _field(bagian: Bagian, name: str) -> Any:
    rujuk = bagian.rujuk.get(name)
    return getattr(bagian.model, rujuk.medan if rujuk else name)


def _image(bagian: Bagian, columns: Sequence[str], row: Sequence[Any], kamus: Kamus) -> Isi:
    image: Isi = {}
    for name, value in zip(columns, row[1:], strict=True):
        rujuk = bagian.rujuk.get(name)
        if rujuk is not None:
            image[name] = None if value is None else kamus.names(rujuk.model, rujuk.nama).get(value)
        else:
            image[name] = plain(value)
    return with_masks(bagian, image)


def with_masks(bagian: Bagian, image: Isi) -> Isi:
    for name in bagian.rahasia:
        if not str(image[name] or "").startswith("rahasia:"):
            image[name] = masked(_opened(image[name]), image[bagian.kunci[0]])
    return image


def _opened(stored: Any) -> Any:
    """A secret as it was given: sealed anew it would never look the same. One that cannot be opened is another one."""
    try:
        return unseal(stored or "")
    except KunciHilang:
        return stored


def to_stored(bagian: Bagian, name: str, value: Any, kamus: Kamus) -> Any:
    """A plain value as the record's field takes it; None where a named record does not exist."""
    if value is None:
        return None
    rujuk = bagian.rujuk.get(name)
    if rujuk is not None:
        return kamus.ids(rujuk.model, rujuk.nama).get(value)
    return _field(bagian, name).python_value(value)


def owned(bagian: Bagian, owners: Sequence[Any], kamus: Kamus, within: tuple[str, str, str] | None) -> Iterator[Isi]:
    """Images of all records of the owners (plain values of the first key column), or of those `within` bounds."""
    model: Any = bagian.model
    columns = (*bagian.kunci, *bagian.isi)
    ids = [found for owner in owners if (found := to_stored(bagian, bagian.kunci[0], owner, kamus)) is not None]
    there = _field(bagian, bagian.kunci[0]).in_(ids)
    if within is not None:
        name, least, greatest = within
        there &= _field(bagian, name).between(
            to_stored(bagian, name, least, kamus), to_stored(bagian, name, greatest, kamus)
        )
    for row in model.select(model.id, *(_field(bagian, n) for n in columns)).where(there).order_by(model.id).tuples():
        yield _image(bagian, columns, row, kamus)
