"""The value of a decree's entry as lines of words, from what its file says."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

from appliance.web.teks import HARI, angka, jam

MOST = 16  # lines of one entry that a page shows; the file has them all


def in_lines(nilai: Any) -> list[str]:
    """One line a row; a plain value is one line. Cut after MOST."""
    lines = list(_lines(nilai))
    return lines if len(lines) <= MOST else [*lines[:MOST], f"… dan {angka(len(lines) - MOST)} baris lagi"]


def _lines(nilai: Any) -> list[str]:
    if isinstance(nilai, dict):
        return [f"{_word(name)}: {_plain(value)}" for name, value in nilai.items()]
    if isinstance(nilai, list):
        return [_row(row) if isinstance(row, dict) else _plain(row) for row in nilai]
    return [_plain(nilai)]


def _row(row: dict[str, Any]) -> str:
    return ", ".join(f"{_word(name)} {_plain(value, name)}" for name, value in row.items())


def _plain(value: Any, name: str = "") -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if name == "hari" and isinstance(value, list):
        return ", ".join(HARI[day - 1] for day in value)
    if isinstance(value, int | Decimal):
        return angka(value)
    if isinstance(value, time):
        return jam(value)
    if isinstance(value, list):
        return "; ".join(_row(one) if isinstance(one, dict) else _plain(one) for one in value)
    return _row(value) if isinstance(value, dict) else _word(str(value))


def _word(name: str) -> str:
    return name.replace("_", " ")
