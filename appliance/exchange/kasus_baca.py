"""The tables of a worked case (contract, section 6) as checked Python values. What is not known is refused."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

Kolom = Callable[[Any], Any]


class KasusKeliru(ValueError):
    """A worked case cannot be read; the text names the key and why, in Indonesian."""


def tanggal(nilai: Any) -> date:
    """A TOML date, or a text YYYY-MM-DD."""
    if isinstance(nilai, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", nilai, re.ASCII):
        return date.fromisoformat(nilai)
    if not isinstance(nilai, date) or isinstance(nilai, datetime):
        raise ValueError(f"{nilai!r} bukan tanggal")
    return nilai


def jam(nilai: Any) -> time:
    """A TOML time, or a text HH:MM[:SS]."""
    if isinstance(nilai, str) and re.fullmatch(r"\d\d:\d\d(:\d\d)?", nilai, re.ASCII):
        return time.fromisoformat(nilai)
    if not isinstance(nilai, time) or nilai.tzinfo is not None:
        raise ValueError(f"{nilai!r} bukan jam")
    return nilai


def saat(nilai: Any) -> datetime:
    """A TOML date and time without zone, or the same as text."""
    if isinstance(nilai, str) and re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", nilai, re.ASCII):
        return datetime.fromisoformat(nilai)
    if not isinstance(nilai, datetime) or nilai.tzinfo is not None:
        raise ValueError(f"{nilai!r} bukan tanggal dan jam")
    return nilai


def bulat(nilai: Any) -> int:
    """A whole number."""
    if not isinstance(nilai, int) or isinstance(nilai, bool):
        raise ValueError(f"{nilai!r} bukan bilangan bulat")
    return nilai


def desimal(nilai: Any) -> Decimal:
    """A number."""
    if isinstance(nilai, bool) or not isinstance(nilai, int | Decimal) or not Decimal(nilai).is_finite():
        raise ValueError(f"{nilai!r} bukan angka")
    return Decimal(nilai)


def teks(nilai: Any) -> str:
    """A text; a whole number is taken as its digits."""
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        return str(nilai)
    if not isinstance(nilai, str):
        raise ValueError(f"{nilai!r} bukan teks")
    return nilai


def ya(nilai: Any) -> bool:
    """true or false."""
    if not isinstance(nilai, bool):
        raise ValueError(f"{nilai!r} bukan true atau false")
    return nilai


def pilihan(*boleh: str) -> Kolom:
    """One of the given words."""

    def periksa(nilai: Any) -> str:
        if nilai not in boleh:
            raise ValueError(f"{nilai!r} bukan salah satu dari: {', '.join(boleh)}")
        return str(nilai)

    return periksa


def apa_saja(nilai: Any) -> Any:
    """A part that is read later."""
    return nilai


def baris(nilai: Any, kolom: Mapping[str, Kolom], wajib: tuple[str, ...], letak: str) -> dict[str, Any]:
    """One table with known columns only; raises KasusKeliru naming `letak` and the column."""
    if not isinstance(nilai, dict):
        raise KasusKeliru(f"{letak}: harus berupa tabel")
    for nama in nilai:
        if nama not in kolom:
            raise KasusKeliru(f"{letak}.{nama}: kunci tidak dikenal")
    for nama in wajib:
        if nama not in nilai:
            raise KasusKeliru(f"{letak}.{nama}: tidak ada")
    hasil = {}
    for nama, isi in nilai.items():
        try:
            hasil[nama] = kolom[nama](isi)
        except ValueError as galat:
            raise KasusKeliru(f"{letak}.{nama}: {galat}") from galat
    return hasil


def daftar(nilai: Any, kolom: Mapping[str, Kolom], wajib: tuple[str, ...], letak: str) -> list[dict[str, Any]]:
    """A list of tables."""
    if not isinstance(nilai, list):
        raise KasusKeliru(f"{letak}: harus berupa daftar")
    return [baris(satu, kolom, wajib, f"{letak}[{nomor}]") for nomor, satu in enumerate(nilai, 1)]


def daftar_tanggal(nilai: Any, letak: str) -> frozenset[date]:
    """A list of dates."""
    if not isinstance(nilai, list):
        raise KasusKeliru(f"{letak}: harus berupa daftar tanggal")
    try:
        return frozenset(map(tanggal, nilai))
    except ValueError as galat:
        raise KasusKeliru(f"{letak}: {galat}") from galat
