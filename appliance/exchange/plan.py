"""The whole file checked before the first row is written: what would enter, what is refused and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from appliance.exchange.changes import compare
from appliance.exchange.kind import Baris, Kind, Konteks, Ubah
from appliance.exchange.references import still_used, unknown_names
from appliance.exchange.refusal import Tolakan
from appliance.exchange.rows import parse_rows
from appliance.exchange.table import read_table

NEW, CHANGED, SAME, WITHDRAWN = "baru", "berubah", "sama", "ditarik"


@dataclass(slots=True)
class Rencana:
    """Rows in the order in which they will be written, the refusals, and what enters but looks odd."""

    kind: Kind
    rows: list[Baris]
    tolakan: list[Tolakan]
    peringatan: list[Tolakan] = field(default_factory=list)


@dataclass(slots=True)
class Pratinjau:
    """What an import would do. `contoh` are the first rows of each sort: (line, sort, before, after)."""

    baris: int = 0
    hitung: dict[str, int] = field(default_factory=lambda: dict.fromkeys((NEW, CHANGED, SAME, WITHDRAWN), 0))
    tolakan: list[Tolakan] = field(default_factory=list)
    peringatan: list[Tolakan] = field(default_factory=list)
    contoh: list[tuple[int, str, Ubah]] = field(default_factory=list)


def plan(kind: Kind, berkas: str, data: bytes, konteks: Konteks, *, ignore_extra: bool = False) -> Rencana:
    """Read and check everything. Raises BerkasDitolak only when the file cannot be read as a table."""
    table = read_table(berkas, data)
    rows, tolakan = parse_rows(kind, table, ignore_extra=ignore_extra)
    bad = {fault.baris for fault in tolakan}
    good = [row for row in rows if row.nomor not in bad]
    while found := check(kind, good, konteks):
        tolakan += found
        bad = {fault.baris for fault in found}
        good = [row for row in good if row.nomor not in bad]
    return Rencana(kind, kind.arrange(good), sorted(tolakan), sorted(kind.warn(good)))


def replan(kind: Kind, data: bytes, refused: Collection[int], *, ignore_extra: bool) -> list[Baris]:
    """The rows of a file that was checked before, in the same order."""
    rows, _ = parse_rows(kind, read_table("", data), ignore_extra=ignore_extra)
    return kind.arrange([row for row in rows if row.nomor not in refused])


def check(kind: Kind, rows: Sequence[Baris], konteks: Konteks) -> list[Tolakan]:
    """Refusals that need the database. Nothing here depends on the rows' order."""
    found = list(unknown_names(kind, rows))
    bad = {fault.baris for fault in found}
    found += kind.check([row for row in rows if row.nomor not in bad], konteks)
    return [*found, *still_used(kind, rows, konteks)]


def sort_of(changes: Sequence[Ubah]) -> str:
    """What happens to a row as a whole; its last part says whether it is new or withdrawn."""
    if not any(change.berubah for change in changes):
        return SAME
    last = changes[-1]
    if last.sebelum is None and last.sesudah is not None:
        return NEW
    return WITHDRAWN if last.sesudah is None and last.sebelum is not None else CHANGED


def summarise(rencana: Rencana, konteks: Konteks, samples: int = 10) -> Pratinjau:
    seen = Pratinjau(baris=len(rencana.rows), tolakan=rencana.tolakan, peringatan=rencana.peringatan)
    for row, changes in zip(rencana.rows, compare(rencana.kind, rencana.rows, konteks), strict=True):
        sort = sort_of(changes)
        seen.hitung[sort] += 1
        if sort != SAME and seen.hitung[sort] <= samples:
            seen.contoh.append((row.nomor, sort, changes[-1]))
    return seen
