"""Refusing rows that name a person, office or machine that nobody knows, or withdraw what others rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from appliance.exchange.changes import compare
from appliance.exchange.holding import holders, leaving_ids
from appliance.exchange.image import Kamus
from appliance.exchange.kind import Baris, Kind, Konteks
from appliance.exchange.refusal import Tolakan


def unknown_names(kind: Kind, rows: Sequence[Baris]) -> Iterator[Tolakan]:
    kamus = Kamus()
    for bagian in kind.bagian:
        for kolom, rujuk in bagian.rujuk.items():
            known = set(kamus.ids(rujuk.model, rujuk.nama))
            for made in kind.bagian:  # the file itself brings them
                if rujuk.model is made.model:
                    known |= {row.nilai.get(made.kunci[0]) for row in rows if not row.hapus}
            for row in rows:
                given = row.nilai.get(kolom)
                if given is not None and given not in known:
                    yield Tolakan(row.nomor, kolom, f"{rujuk.sebutan} {given} tidak dikenal")


def still_used(kind: Kind, rows: Sequence[Baris], konteks: Konteks) -> Iterator[Tolakan]:
    withdrawn = [row for row in rows if row.hapus]
    line: dict[tuple[str, tuple[Any, ...]], int] = {}
    changes = []
    for row, found in zip(withdrawn, compare(kind, withdrawn, konteks), strict=True):
        changes += found
        line |= {(change.bagian.objek, change.kunci): row.nomor for change in found}
    for change, noun in holders(changes, leaving_ids(changes)):
        reason = f"tidak dapat ditarik, masih dipakai oleh {noun}"
        yield Tolakan(line[change.bagian.objek, change.kunci], "hapus", reason)
