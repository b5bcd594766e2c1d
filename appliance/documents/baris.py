"""Lines of an amount as `hasil_tpp` keeps them, read back: what a paper prints of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from appliance.models.penutupan import HasilTpp
from appliance.models.peraturan import PeraturanTeks


class Baris(NamedTuple):
    """`persen` is text with a decimal point, `rupiah` signed: a cut is negative."""

    tanggal: str | None
    kode: str
    uraian: str
    pasal: str
    peraturan: str
    persen: str | None
    rupiah: int
    contoh: int

    @property
    def hari(self) -> date:
        return date.fromisoformat(self.tanggal or "")


def lines(stored: Iterable[Iterable[Any]]) -> list[Baris]:
    return [Baris(*row) for row in stored]


def all_lines(hasil: Iterable[HasilTpp]) -> list[Baris]:
    """Every line of many results, deductions included."""
    return [line for h in hasil for line in [*lines(h.rincian), *lines(h.potongan)]]


def decree_names(used: Iterable[Baris]) -> dict[str, str]:
    """Names of the decrees that the lines rest on, by id, in the order of the ids."""
    ids = sorted({line.peraturan for line in used if line.peraturan})
    rows: Any = PeraturanTeks.select(PeraturanTeks.kode, PeraturanTeks.nama).where(PeraturanTeks.kode.in_(ids))
    names: dict[str, str] = dict(rows.tuples())
    return {kode: names.get(kode, kode) for kode in ids}


def unconfirmed(used: Iterable[Baris], names: dict[str, str]) -> list[str]:
    """The articles with example values, one text a decree: "Perbup Nomor 1 Tahun 2026: Pasal 2, Pasal 5"."""
    found: dict[str, set[str]] = {}
    for line in used:
        if line.contoh and line.peraturan:
            found.setdefault(line.peraturan, set()).add(line.pasal)
    return [f"{names[kode]}: {', '.join(sorted(pasal, key=_by_number))}" for kode, pasal in sorted(found.items())]


def _by_number(pasal: str) -> tuple[int, str]:
    digits = "".join(letter if letter.isdigit() else " " for letter in pasal).split()
    return (int(digits[0]) if digits else 0, pasal)
