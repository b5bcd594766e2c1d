"""KIND opd: the offices; parents are written before their children."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from appliance.exchange import field
from appliance.exchange.kind import INDUK, Bagian, Baris, Kind, Kolom, Konteks
from appliance.exchange.refusal import Tolakan
from appliance.models.opd import JALUR, JENIS, Opd
from appliance.models.perkiraan import Perkiraan


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    """An office may not stand, over any number of steps, under itself; nor under one that is withdrawn."""
    above = _stored_parents()
    gone = {row.nilai["kode"] for row in rows if row.hapus}
    above |= {row.nilai["kode"]: row.nilai.get("induk") for row in rows if "induk" in row.nilai}
    for row in rows:
        if row.hapus:
            continue
        if above.get(row.nilai["kode"]) in gone - {None}:
            yield Tolakan(row.nomor, "induk", f"opd {above[row.nilai['kode']]} ditarik dalam berkas ini")
        chain = [row.nilai["kode"]]
        while (parent := above.get(chain[-1])) is not None and parent not in chain:
            chain.append(parent)
        if parent is not None:
            yield Tolakan(row.nomor, "induk", "berputar: " + " di bawah ".join([*chain, parent]))


def _stored_parents() -> dict[str, str | None]:
    chosen: Any = Opd.select(Opd.id, Opd.kode, Opd.induk).tuples()
    rows = list(chosen)
    names = {row_id: kode for row_id, kode, _ in rows}
    return {kode: names.get(induk) for _, kode, induk in rows}


def parents_first(rows: list[Baris]) -> list[Baris]:
    """Each row after the one that it names as its parent; otherwise as in the file."""
    by_kode = {row.nilai["kode"]: row for row in rows}
    ordered: dict[int, Baris] = {}

    def add(row: Baris) -> None:
        parent = by_kode.get(row.nilai.get("induk"))
        if parent is not None and parent is not row and parent.nomor not in ordered:
            add(parent)
        ordered.setdefault(row.nomor, row)

    for row in rows:
        add(row)
    return list(ordered.values())


KIND = Kind(
    "opd",
    (
        Kolom("kode", field.kode, wajib=True),
        Kolom("nama", field.teks, wajib=True),
        Kolom("jenis", field.pilihan(*JENIS), wajib=True),
        Kolom("jalur", field.pilihan(*JALUR), wajib=True),
        Kolom("induk", field.kode),
    ),
    (Bagian("opd", Opd, ("kode",), ("nama", "jenis", "jalur", "induk"), {"induk": INDUK}, turunan=(Perkiraan.opd,)),),
    check=check,
    arrange=parents_first,
)
