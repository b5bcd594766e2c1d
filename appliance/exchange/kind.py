"""What an importer of one noun declares: its columns, the records they become, what must hold, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from appliance.exchange.field import Parser
from appliance.exchange.refusal import Tolakan
from appliance.models.base import Record
from appliance.models.jejak import Pelaku
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna

Isi = dict[str, Any]  # a record as a file's columns, in plain values: the image that the audit trail keeps


@dataclass(frozen=True, slots=True)
class Kolom:
    """`bawaan` is what an empty cell means. With `tetap` an empty cell leaves what is stored."""

    nama: str
    baca: Parser
    wajib: bool = False
    bawaan: Any = None
    tetap: bool = False


@dataclass(frozen=True, slots=True)
class Rujuk:
    """A column that names another record: `nama` is that record's field, `medan` ours."""

    medan: str
    model: type[Record]
    nama: str
    sebutan: str


NIP = Rujuk("pegawai", Pegawai, "nip", "NIP")
AKUN = Rujuk("pengguna", Pengguna, "nama_masuk", "NIP")
OPD = Rujuk("opd", Opd, "kode", "opd")
INDUK = Rujuk("induk", Opd, "kode", "opd")
MESIN = Rujuk("mesin", Mesin, "sn", "mesin")


@dataclass(frozen=True, slots=True)
class Baris:
    """A row of a file: parsed values of the columns that the file has, empty cells as None."""

    nomor: int
    nilai: Mapping[str, Any]
    hapus: bool = False


@dataclass(frozen=True, slots=True)
class Ubah:
    """A record before and after: `sebelum` None is new, `sesudah` None withdrawn. `id` is the stored record's.

    `rahasia` holds the given secrets, of which the images show only that they changed.
    """

    bagian: Bagian
    kunci: tuple[Any, ...]
    id: Any
    sebelum: Isi | None
    sesudah: Isi | None
    rahasia: Isi = field(default_factory=dict)

    @property
    def ada(self) -> Isi:
        """The image that is not None; the later of two."""
        found = self.sesudah if self.sesudah is not None else self.sebelum
        assert found is not None
        return found

    @property
    def berubah(self) -> bool:
        return self.sebelum != self.sesudah


@dataclass(slots=True)
class Konteks:
    """What the edges say: who imports, when; `impor` is the number of the import."""

    pelaku: Pelaku
    impor: Any = None

    @property
    def kapan(self) -> datetime:
        return self.pelaku.kapan.replace(tzinfo=None, microsecond=0)

    @property
    def hari_ini(self) -> date:
        return self.pelaku.kapan.date()


def nothing_more(_: Sequence[Ubah], __: Konteks) -> None:
    return None


def no_fault(_: Sequence[Baris], __: Konteks) -> Iterable[Tolakan]:
    return ()


def no_doubt(_: Sequence[Baris]) -> Iterable[Tolakan]:
    return ()


def as_given(rows: list[Baris]) -> list[Baris]:
    return rows


def unused(_: Any) -> str | None:
    return None


def release_nothing(_: Any) -> None:
    return None


def no_values(_: Konteks) -> Isi:
    return {}


@dataclass(frozen=True, slots=True)
class Bagian:
    """One record that a row becomes. `tinggal`: it stays when the row is withdrawn."""

    objek: str
    model: type[Record]
    kunci: tuple[str, ...]
    isi: tuple[str, ...]
    rujuk: Mapping[str, Rujuk] = field(default_factory=dict)
    tinggal: bool = False
    rahasia: tuple[str, ...] = ()  # never shown in the trail
    saat_baru: Callable[[Konteks], Isi] = no_values  # what a new record gets beside the columns
    turunan: tuple[Any, ...] = ()  # foreign keys of what is made again, or goes, with the record
    dipakai: Callable[[Any], str | None] = unused  # a noun that still rests on the record of this id
    lepas: Callable[[Any], None] = release_nothing  # before its deletion


@dataclass(frozen=True, slots=True)
class Kind:
    """An importer. `arrange` orders and completes checked rows, the same whenever
    it is asked. `wrote` runs in the transaction that wrote, `finish` once when all is in; both may run twice."""

    nama: str
    kolom: tuple[Kolom, ...]
    bagian: tuple[Bagian, ...]
    check: Callable[[Sequence[Baris], Konteks], Iterable[Tolakan]] = no_fault
    warn: Callable[[Sequence[Baris]], Iterable[Tolakan]] = no_doubt  # what enters but should be looked at
    arrange: Callable[[list[Baris]], list[Baris]] = as_given
    wrote: Callable[[Sequence[Ubah], Konteks], None] = nothing_more
    finish: Callable[[Sequence[Ubah], Konteks], None] = nothing_more

    @property
    def utama(self) -> Bagian:
        return self.bagian[-1]

    def column(self, nama: str) -> Kolom:
        return next(kolom for kolom in self.kolom if kolom.nama == nama)
