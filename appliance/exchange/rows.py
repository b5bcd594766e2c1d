"""The cells of a table as the parsed rows of one KIND, with every refusal that needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from appliance.exchange.kind import Baris, Kind, Kolom
from appliance.exchange.refusal import Tolakan
from appliance.exchange.table import Table

HAPUS = "hapus"


def parse_rows(kind: Kind, table: Table, *, ignore_extra: bool) -> tuple[list[Baris], list[Tolakan]]:
    """(rows without a fault of their own, refusals). A header that does not fit refuses the file: no rows."""
    faults = header_faults(kind, table.header, ignore_extra=ignore_extra)
    if faults:
        return [], faults
    rows: list[Baris] = []
    columns = {kolom.nama: kolom for kolom in kind.kolom}
    for nomor, cells in table.rows:
        found = _parse(kind, nomor, dict(zip(table.header, cells, strict=True)), columns)
        if isinstance(found, Baris):
            rows.append(found)
        else:
            faults += found
    return rows, faults + twice_in_file(kind, rows)


def header_faults(kind: Kind, header: Sequence[str], *, ignore_extra: bool) -> list[Tolakan]:
    known = [kolom.nama for kolom in kind.kolom]
    missing = [k.nama for k in kind.kolom if k.wajib and k.nama not in header]
    faults = [Tolakan(1, nama, "kolom wajib ini tidak ada pada baris judul") for nama in missing]
    if not ignore_extra:
        extra = [nama for nama in header if nama not in known and nama != HAPUS]
        faults += [Tolakan(1, nama, f"kolom tidak dikenal; yang dikenal: {', '.join(known)}") for nama in extra]
    return faults


def _parse(kind: Kind, nomor: int, cells: dict[str, str], columns: dict[str, Kolom]) -> Baris | list[Tolakan]:
    word = cells.get(HAPUS, "").casefold()
    if word not in ("", "ya", "tidak"):
        return [Tolakan(nomor, HAPUS, f"{cells[HAPUS]!r} bukan ya, tidak atau kosong")]
    hapus = word == "ya"
    wanted = set(kind.utama.kunci) if hapus else columns.keys()
    values: dict[str, Any] = {}
    faults: list[Tolakan] = []
    for nama, text in cells.items():
        if nama not in wanted:
            continue
        try:
            values[nama] = _read(columns[nama], text)
        except ValueError as reason:
            faults.append(Tolakan(nomor, nama, str(reason)))
    return faults or Baris(nomor, values, hapus)


def _read(kolom: Kolom, text: str) -> Any:
    if text:
        return kolom.baca(text)
    if kolom.wajib:
        raise ValueError("wajib diisi")
    return None


def twice_in_file(kind: Kind, rows: Sequence[Baris]) -> list[Tolakan]:
    """Rows that give one record different values: refused naming both lines."""
    faults = []
    for bagian in kind.bagian:
        seen: dict[tuple[Any, ...], Baris] = {}
        for row in rows:
            if row.hapus and bagian.tinggal:
                continue
            first = seen.setdefault(tuple(row.nilai.get(k) for k in bagian.kunci), row)
            differs = _difference(bagian.isi, first, row)
            if differs is not None:
                reason = f"{bagian.objek} ini juga ada di baris {first.nomor} dengan isi lain"
                faults.append(Tolakan(row.nomor, differs, reason))
    return faults


def _difference(names: Sequence[str], first: Baris, row: Baris) -> str | None:
    if first.hapus != row.hapus:
        return HAPUS
    return next((n for n in names if first.nilai.get(n) != row.nilai.get(n)), None)
