"""XLSX: the first sheet, cell by cell, without running anything and without unpacking a bomb."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from appliance.exchange.cell import MAX_COLUMNS, Angka, TableRefused

MAX_PARTS = 2_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_STRINGS = 60 * 1024 * 1024
DAMAGED = "berkas XLSX rusak atau terpotong"


def xlsx_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells as text) of the first sheet; numbers come as Angka. Raises TableRefused."""
    import openpyxl  # some 10 MB that a process needs only when it meets a workbook

    _refuse_bomb(data)
    nomor = 0
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for nomor, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
            yield nomor, [_text(nomor, value) for value in row]
    except TableRefused:
        raise
    except Exception as error:  # the library raises anything on a damaged or malicious file
        raise TableRefused(nomor, DAMAGED) from error


def _refuse_bomb(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise TableRefused(0, DAMAGED) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise TableRefused(0, "ini arsip ZIP, bukan tabel XLSX")
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    total = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or total > MAX_UNPACKED or strings > MAX_STRINGS:
        raise TableRefused(0, "isi XLSX terlalu besar setelah dibuka; simpan sebagai CSV UTF-8")


def _text(nomor: int, value: Any) -> str:
    """A cell as the contract writes it: dates and times in ISO form, numbers without an exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, str):
        return value.strip()
    if str(value) in ("inf", "-inf", "nan"):
        raise TableRefused(nomor, "sel berisi angka yang tidak terhingga")
    number = Decimal(str(value))
    whole = number.to_integral_value()
    return Angka(int(whole) if number == whole else format(number.normalize(), "f"))
