"""The rows of a file laid over what is stored, owner by owner, for checks that need to see both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from appliance.exchange.changes import key_of
from appliance.exchange.image import Kamus, owned, plain
from appliance.exchange.kind import Bagian, Baris, Isi
from appliance.exchange.refusal import Tolakan
from appliance.models.base import BATCH


class Entri(NamedTuple):
    """A record as it will stand; `nomor` is its line in the file, None when it is only stored."""

    nomor: int | None
    isi: Isi

    def name(self, *columns: str) -> str:
        if self.nomor is not None:
            return f"baris {self.nomor}"
        return "yang tersimpan (" + " sampai ".join(str(self.isi[c] or "…") for c in columns) + ")"


def by_owner(
    bagian: Bagian, rows: Sequence[Baris], within: tuple[str, str, str] | None = None
) -> Iterator[tuple[Any, list[Entri]]]:
    """(value of the first key column, its records). `within`: a column with the least and greatest plain value."""
    given: dict[Any, list[Baris]] = defaultdict(list)
    for row in rows:
        given[plain(row.nilai[bagian.kunci[0]])].append(row)
    owners, kamus = sorted(given), Kamus()
    for start in range(0, len(owners), BATCH):
        part = owners[start : start + BATCH]
        standing: dict[Any, dict[tuple[Any, ...], Entri]] = defaultdict(dict)
        for image in owned(bagian, part, kamus, within):
            key = tuple(image[name] for name in bagian.kunci)
            standing[key[0]][key] = Entri(None, image)
        for owner in part:
            yield owner, _overlay(bagian, standing[owner], given[owner])


def _overlay(bagian: Bagian, standing: dict[tuple[Any, ...], Entri], rows: Iterable[Baris]) -> list[Entri]:
    for row in rows:
        key = key_of(bagian, row)
        stored = standing.pop(key, None)
        if row.hapus:
            continue
        image = dict(stored.isi) if stored else dict.fromkeys((*bagian.kunci, *bagian.isi))
        image |= {n: plain(row.nilai[n]) for n in (*bagian.kunci, *bagian.isi) if n in row.nilai}
        standing[key] = Entri(row.nomor, image)
    return list(standing.values())


def overlapping(entries: Iterable[Entri], span: Callable[[Isi], tuple[str, str]]) -> Iterator[tuple[Entri, Entri]]:
    """(row of the file, the other) for spans that share a moment; ends are included."""
    last: Entri | None = None
    for entry in sorted(entries, key=lambda e: (*span(e.isi), e.nomor or 0)):
        if last is not None and span(entry.isi)[0] <= span(last.isi)[1]:
            mine, other = (entry, last) if (entry.nomor or 0) > (last.nomor or 0) else (last, entry)
            if mine.nomor is not None:
                yield mine, other
        if last is None or span(entry.isi)[1] >= span(last.isi)[1]:
            last = entry


def ends_before(rows: Sequence[Baris], mulai: str, selesai: str) -> Iterator[Tolakan]:
    """Rows that end before they begin."""
    for row in rows:
        first, last = row.nilai.get(mulai), row.nilai.get(selesai)
        if first is not None and last is not None and last < first:
            yield Tolakan(row.nomor, selesai, f"{last} sebelum {mulai} {first}")
