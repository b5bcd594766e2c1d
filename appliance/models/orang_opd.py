"""Who serves in an office in a span of days, as lists and forms need it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from peewee import fn

from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan

PAGE = 50  # people on one page: a sheet of them stays within the weight of a page


class Anggota(NamedTuple):
    """One person of an office; `jadwal` is that of the placement."""

    id: int
    nip: str
    nama: str
    jabatan: str
    jadwal: str


def members(
    opd_id: int, mulai: date, selesai: date, cari: str = "", nips: Sequence[str] | None = None
) -> list[Anggota]:
    """People placed in the office on some day of the span, by name; `cari` is a part of a name or of a NIP."""
    chosen: Any = (
        Penempatan.select(Pegawai.id, Pegawai.nip, Pegawai.nama, fn.MAX(Penempatan.jabatan), fn.MAX(Penempatan.jadwal))
        .join(Pegawai)
        .where((Penempatan.opd == opd_id) & (Penempatan.mulai <= selesai) & (Penempatan.sampai >= mulai))
        .group_by(Pegawai.id, Pegawai.nip, Pegawai.nama)
        .order_by(Pegawai.nama, Pegawai.nip)
    )
    if nips is not None:
        chosen = chosen.where(Pegawai.nip.in_(list(nips)))
    if cari.strip():
        chosen = chosen.where(matches(cari))
    return [Anggota(*row) for row in chosen.tuples()]


def matches(cari: str) -> Any:
    """Whether a person's name or NIP holds what was typed; spaces within a NIP do not count."""
    digits = cari.replace(" ", "")
    if digits.isdigit():
        return Pegawai.nip.contains(digits)
    return fn.LOWER(Pegawai.nama).contains(cari.strip().lower())


def cut(rows: Sequence[Any], halaman: int, size: int = PAGE) -> tuple[list[Any], int, int]:
    """(the rows of a page, its number, how many pages there are); a page beyond the last is the last."""
    pages = max(1, -(-len(rows) // size))
    here = min(max(1, halaman), pages)
    return list(rows[(here - 1) * size : here * size]), here, pages


def paged(query: Any, halaman: int, size: int) -> tuple[list[Any], int, int]:
    """As `cut`, of rows too heavy to be read for their number alone. Two queries."""
    pages = max(1, -(-query.count() // size))
    here = min(max(1, halaman), pages)
    return list(query.paginate(here, size)), here, pages


def served(pegawai: Any, mulai: Any, selesai: Any, offices: Any) -> Any:
    """Whether the person of a row (its column) was placed in one of these offices on a day of the row's span."""
    here = Penempatan.opd.in_(offices) & (Penempatan.mulai <= selesai) & (Penempatan.sampai >= mulai)
    return pegawai.in_(Penempatan.select(Penempatan.pegawai).where(here))
