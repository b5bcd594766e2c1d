"""What still rests on records that are to be withdrawn, so that nothing is left pointing at nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from appliance.exchange.kind import Bagian, Ubah
from appliance.models.base import BATCH


def holders(changes: Iterable[Ubah], leaving: Mapping[Any, set[Any]]) -> Iterator[tuple[Ubah, str]]:
    """(change, noun that rests on its record) for the withdrawn ones; `leaving`: ids by table that go along."""
    by_part: dict[str, list[Ubah]] = {}
    for change in changes:
        if change.sesudah is None and change.id is not None:
            by_part.setdefault(change.bagian.objek, []).append(change)
    for group in by_part.values():
        for start in range(0, len(group), BATCH):
            yield from _holders(group[0].bagian, group[start : start + BATCH], leaving)


def _holders(bagian: Bagian, group: Sequence[Ubah], leaving: Mapping[Any, set[Any]]) -> Iterator[tuple[Ubah, str]]:
    by_id = {change.id: change for change in group}
    model: Any = bagian.model
    for medan, other in model._meta.backrefs.items():
        if any(medan is own for own in bagian.turunan) or medan.on_delete == "CASCADE":
            continue
        own = other._meta.fields.get("id", medan)
        gone = leaving.get(other, set())
        for row_id, held in other.select(own, medan).where(medan.in_(list(by_id))).tuples():
            if row_id not in gone and held in by_id:
                yield by_id.pop(held), str(other.__name__)
    for change in by_id.values():
        noun = bagian.dipakai(change.id)
        if noun:
            yield change, noun


def leaving_ids(changes: Iterable[Ubah]) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = {}
    for change in changes:
        if change.sesudah is None and change.id is not None:
            found.setdefault(change.bagian.model, set()).add(change.id)
    return found
