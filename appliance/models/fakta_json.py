"""A person's month of facts as canonical JSON and back: what a locked month is computed from again, years later.

Each value is a list of its fields in the order of its dataclass; trailing fields that are the default are left out, so
a field added later reads as its default in what was locked before.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from appliance.models.base import dump
from appliance.rules import fakta

READERS: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}
LISTS = {
    "penempatan": fakta.Penempatan, "hari": fakta.Hari, "gaji": fakta.Gaji, "plt": fakta.Plt, "hukdis": fakta.Hukdis,
    "skp": fakta.Skp, "laporan": fakta.Laporan,
}  # fmt: skip
PLAIN = ("bulan", "ada_rekaman", "predikat", "tidak_menilai_bawahan", "jam_contoh")


def pack(month: fakta.BulanPegawai) -> bytes:
    """Facts as compressed canonical JSON: the same facts always give the same bytes before compression."""
    value: dict[str, Any] = {name: getattr(month, name) for name in PLAIN}
    value |= {name: [_row(item) for item in getattr(month, name)] for name in LISTS}
    return zlib.compress(dump(value).encode(), 6)


def unpack(blob: bytes) -> fakta.BulanPegawai:
    value = json.loads(zlib.decompress(bytes(blob)))
    for name, kind in LISTS.items():
        value[name] = tuple(_read(kind, row) for row in value[name])
    return fakta.BulanPegawai(**value)


def _plan(kind: type) -> list[tuple[str, Callable[[Any], Any] | None, Any]]:
    hints = get_type_hints(kind)
    return [(f.name, _reader(hints[f.name]), _default(f)) for f in fields(kind)]


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    for kind in (hint, *get_args(hint)):
        if kind in READERS:
            return READERS[kind]
    return None


def _default(field: Field[Any]) -> Any:
    return field.default if field.default is not MISSING else MISSING


PLANS = {kind: _plan(kind) for kind in LISTS.values()}


def _row(item: Any) -> list[Any]:
    plan = PLANS[type(item)]
    row = [getattr(item, name) for name, _, _ in plan]
    while row and row[-1] == plan[len(row) - 1][2] and plan[len(row) - 1][2] is not MISSING:
        row.pop()
    return row


def _read(kind: type, row: list[Any]) -> Any:
    plan = PLANS[kind]
    values = [read(value) if read and value is not None else value for value, (_, read, _) in zip(row, plan)]  # noqa: B905
    return kind(*values)
