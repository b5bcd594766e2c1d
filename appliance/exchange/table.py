"""A table file as rows of text, whatever it was written with. What is no table is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appliance.exchange.cell import MAX_COLUMNS, TableRefused
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.table_csv import csv_lines
from appliance.exchange.table_xlsx import xlsx_lines

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000

# First bytes of what people upload by mistake.
WRONG = (
    (b"\xff\xd8\xff", "foto JPEG"),
    (b"\x89PNG", "gambar PNG"),
    (b"GIF8", "gambar GIF"),
    (b"%PDF", "berkas PDF"),
    (b"\xd0\xcf\x11\xe0", "berkas Excel lama (.xls); simpan sebagai .xlsx atau CSV UTF-8"),
    (b"\x1f\x8b", "berkas terkompresi"),
    (b"Rar!", "berkas RAR"),
    (b"SQLite format 3", "berkas basis data"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """The header, and rows as (line number from 1, cells); as many cells as the header has."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(berkas: str, data: bytes) -> Table:
    """The table in `data`; `berkas` is what the person calls the file. Raises BerkasDitolak."""
    packed = data.startswith(b"PK\x03\x04")
    try:
        _refuse_wrong(data)
        return _shape(xlsx_lines(data) if packed else csv_lines(data))
    except TableRefused as refused:
        raise BerkasDitolak(berkas, [refused.tolakan]) from refused


def _refuse_wrong(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TableRefused(0, f"lebih dari {MAX_BYTES // 1024 // 1024} MB; bagi menjadi beberapa berkas")
    if not data.strip():
        raise TableRefused(0, "berkas kosong")
    for magic, what in WRONG:
        if data.startswith(magic):
            raise TableRefused(0, f"ini {what}, bukan tabel CSV atau XLSX")


def _shape(lines: Iterator[tuple[int, list[str]]]) -> Table:
    """The first line that is not blank is the header; every other must fit it."""
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for nomor, cells in lines:
        if not any(cells):
            continue
        if not header:
            header = _header(nomor, cells)
        elif len(rows) >= MAX_ROWS:
            raise TableRefused(nomor, f"lebih dari {MAX_ROWS} baris; bagi menjadi beberapa berkas")
        else:
            rows.append((nomor, _fit(nomor, cells, len(header))))
    if not header:
        raise TableRefused(0, "berkas kosong")
    return Table(header, rows)


def _header(nomor: int, cells: list[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise TableRefused(nomor, f"lebih dari {MAX_COLUMNS} kolom")
    if "" in names:
        raise TableRefused(nomor, f"kolom ke-{names.index('') + 1} tidak bernama")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise TableRefused(nomor, "kolom ini ada dua kali", twice)
    return names


def _fit(nomor: int, cells: list[str], width: int) -> list[str]:
    if len(cells) < width:
        raise TableRefused(nomor, f"hanya {len(cells)} kolom dari {width}; berkas mungkin terpotong")
    if any(cells[width:]):
        raise TableRefused(nomor, f"{len(cells)} kolom, padahal judulnya {width}; beri tanda kutip pada isi berkoma")
    return cells[:width]
