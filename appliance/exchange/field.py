"""Cell parsers: text in, value out, or ValueError with the reason in Indonesian. Empty cells never come here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

Parser = Callable[[str], Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
EARLIEST, LATEST = 1950, 2100
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}", re.ASCII)
_PIN = re.compile(r"[A-Za-z0-9]{1,24}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,10}(\.\d{1,4})?", re.ASCII)


def bebas(text: str) -> str:
    """Free text, up to 2,000 letters; a sign before it is only a sign, since exports make it harmless."""
    if len(text) > 2_000:
        raise ValueError("lebih dari 2.000 huruf")
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text):
        raise ValueError("memuat tanda yang tidak dapat dicetak")
    return text


def teks(text: str) -> str:
    """A name or title on one line, up to 200 letters, that no spreadsheet would run as a formula."""
    if text.startswith(FORMULA) and text != "-":
        raise ValueError(f"diawali {text[0]!r} seperti rumus; ketik isinya sebagai teks biasa")
    if len(text) > 200:
        raise ValueError("lebih dari 200 huruf")
    if any(ord(sign) < 32 for sign in text):
        raise ValueError("memuat pindah baris atau tanda yang tidak dapat dicetak")
    return text


def tanggal(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} bukan tanggal; tulis YYYY-MM-DD, misalnya 2026-11-03")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} tidak ada dalam kalender") from None
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"{text} di luar tahun {EARLIEST} sampai {LATEST}")
    return day


def jam(text: str) -> time:
    if not _TIME.fullmatch(text):
        raise ValueError(f"{text!r} bukan jam; tulis HH:MM, misalnya 07:30")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} bukan jam yang ada") from None


def waktu(text: str) -> datetime:
    found = _MOMENT.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} bukan tanggal dan jam; tulis YYYY-MM-DD HH:MM")
    return datetime.combine(tanggal(found[1]), jam(found[2]))


def bulan(text: str) -> str:
    if not _MONTH.fullmatch(text) or not EARLIEST <= int(text[:4]) <= LATEST:
        raise ValueError(f"{text!r} bukan bulan; tulis YYYY-MM, misalnya 2026-11")
    return text


def bulat(bawah: int, atas: int) -> Parser:
    """A whole number from `bawah` to `atas`."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not bawah <= int(text[:18]) <= atas or len(text) > 18:
            raise ValueError(f"{text!r} bukan bilangan bulat {bawah} sampai {atas}")
        return int(text)

    return read


def rupiah(text: str) -> int:
    """Whole rupiah, 0 or more; no separators, since 1.500 and 1,500 mean different things to different people."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise ValueError(f"{text!r} bukan rupiah; tulis bilangan bulat tanpa titik, koma dan Rp, misalnya 4800000")
    return int(text)


def desimal(bawah: int, atas: int, *, di_atas: bool = False) -> Parser:
    """A decimal with a point; with `di_atas` the lower bound itself is refused."""

    def read(text: str) -> Decimal:
        if not _DECIMAL.fullmatch(text):
            raise ValueError(f"{text!r} bukan angka; desimal memakai titik, paling banyak empat angka")
        number = Decimal(text)
        if not bawah <= number <= atas or (di_atas and number == bawah):
            raise ValueError(f"{text} harus {'di atas' if di_atas else 'dari'} {bawah} sampai {atas}")
        return number

    return read


def pilihan(*boleh: str) -> Parser:
    def read(text: str) -> str:
        word = text.strip()
        if word not in boleh:
            raise ValueError(f"{text!r} bukan salah satu dari: {', '.join(boleh)}")
        return word

    return read


def ya_tidak(text: str) -> bool:
    if text.casefold() not in ("ya", "tidak"):
        raise ValueError(f"{text!r} bukan ya atau tidak")
    return text.casefold() == "ya"


def kode(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(f"{text!r} bukan kode; pakai huruf, angka, titik, garis, paling panjang 40")
    return text


def pin(text: str) -> str:
    """A machine's PIN without its padding: `00017` and `17` are the same."""
    if not _PIN.fullmatch(text):
        raise ValueError(f"{text!r} bukan PIN; pakai huruf dan angka, paling panjang 24")
    return text.lstrip("0") or "0" if text.isdigit() else text
