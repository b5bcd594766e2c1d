"""The checks that values of a decree are built: each returns the checked value, or raises ValueError in Indonesian."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

Validator = Callable[[Any], Any]
SERATUS = 100  # per cent, not a rate


class Lapis(NamedTuple):
    """One step of a table: up to `sampai` (included; None: no end) the rate is `persen`."""

    sampai: int | None
    persen: Fraction


def bulat(bawah: int, atas: int | None = None) -> Validator:
    """A whole number from `bawah` to `atas`."""

    def periksa(nilai: Any) -> int:
        if not isinstance(nilai, int) or isinstance(nilai, bool):
            raise ValueError(f"{nilai!r} bukan bilangan bulat")
        if nilai < bawah or (atas is not None and nilai > atas):
            raise ValueError(f"{nilai} di luar {bawah}" + (" ke atas" if atas is None else f" sampai {atas}"))
        return nilai

    return periksa


rupiah = bulat(0)


def persen(nilai: Any) -> Fraction:
    """A percent from 0 to 100."""
    if isinstance(nilai, bool) or not isinstance(nilai, int | Decimal) or not Decimal(nilai).is_finite():
        raise ValueError(f"{nilai!r} bukan angka persen")
    if not 0 <= nilai <= SERATUS:
        raise ValueError(f"{nilai} persen di luar 0 sampai {SERATUS}")
    return Fraction(nilai)


def pilihan(*boleh: str) -> Validator:
    """One of the given words."""

    def periksa(nilai: Any) -> str:
        if nilai not in boleh or not isinstance(nilai, str):
            raise ValueError(f"{nilai!r} bukan salah satu dari: {', '.join(boleh)}")
        return nilai

    return periksa


def tabel(nilai: Any, wajib: tuple[str, ...], boleh: tuple[str, ...] = ()) -> dict[str, Any]:
    """A table with all keys of `wajib` and no others than those and `boleh`."""
    if not isinstance(nilai, dict):
        raise ValueError("harus berupa tabel")
    for kunci in wajib:
        if kunci not in nilai:
            raise ValueError(f"{kunci} tidak ada")
    for kunci in nilai:
        if kunci not in wajib and kunci not in boleh:
            raise ValueError(f"{kunci} tidak dikenal")
    return nilai


def barisan(nilai: Any) -> list[Any]:
    """A list with at least one row."""
    if not isinstance(nilai, list) or not nilai:
        raise ValueError("harus berupa daftar dengan sedikitnya satu baris")
    return nilai


def teks(nilai: Any) -> str:
    """A text that is not blank."""
    if not isinstance(nilai, str) or not nilai.strip():
        raise ValueError(f"{nilai!r} bukan teks")
    return nilai.strip()


def lapisan(nilai: Any, batas: str) -> tuple[Lapis, ...]:
    """Steps `{<batas> = n, persen = p}`: both ascending, the last one without `batas`."""
    hasil: list[Lapis] = []
    baris = barisan(nilai)
    for nomor, satu in enumerate(baris, 1):
        isi = tabel(satu, ("persen",), (batas,))
        terakhir = nomor == len(baris)
        if terakhir and batas in isi:
            raise ValueError(f"baris {nomor}: baris terakhir harus tanpa {batas}")
        if not terakhir and batas not in isi:
            raise ValueError(f"baris {nomor}: {batas} tidak ada")
        lapis = Lapis(bulat(1)(isi[batas]) if batas in isi else None, persen(isi["persen"]))
        if hasil and not _ascends(hasil[-1], lapis):
            raise ValueError(f"baris {nomor}: tidak menaik")
        hasil.append(lapis)
    return tuple(hasil)


def _ascends(sebelum: Lapis, sesudah: Lapis) -> bool:
    naik = sesudah.sampai is None or (sebelum.sampai is not None and sebelum.sampai < sesudah.sampai)
    return naik and sebelum.persen <= sesudah.persen
