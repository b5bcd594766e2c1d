"""Writing tables that no spreadsheet runs: CSV and XLSX, long numbers as text, formula-like text made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from appliance.exchange.field import FORMULA

FORMATS = ("csv", "xlsx")


def safe(value: Any) -> Any:
    """Text that begins like a formula gets an apostrophe before it; numbers stay numbers."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def to_bytes(bentuk: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as `csv` (UTF-8, comma, CRLF) or `xlsx` (text as text cells, int and Decimal as numbers)."""
    return to_csv(header, rows) if bentuk == "csv" else to_xlsx(header, rows)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(value) for value in row])
    return out.getvalue().encode()


def to_xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    import openpyxl  # some 10 MB that a process needs only when it makes a workbook
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    for row in (header, *rows):
        sheet.append([_as_text(WriteOnlyCell(sheet, safe(value))) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_text(cell: Any) -> Any:
    if isinstance(cell.value, str):
        cell.number_format = "@"
    return cell


def percent(text: str, bentuk: str) -> str | Decimal:
    """A percent as the export writes it: the locked text in CSV, the same number in a spreadsheet."""
    return Decimal(text) if bentuk == "xlsx" else text
