"""One person's amounts of one month: the locked result where there is one, else the estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from appliance.models.baris import AMOUNTS
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.peraturan import PeraturanTeks
from appliance.models.perkiraan import Perkiraan
from appliance.models.prepared import Prepared

COLUMNS = (
    *AMOUNTS, "kelas_jabatan", "persen_kinerja", "persen_potongan_kehadiran", "contoh", "rincian", "potongan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Baris:
    """A line of an amount as stored."""

    tanggal: date | None
    kode: str
    uraian: str
    pasal: str
    peraturan: str
    persen: str | None
    rupiah: int
    contoh: bool


@dataclass(frozen=True, slots=True)
class Besaran:
    """What stands for a month. `terkunci` is when it was locked, None for an estimate, which also has what follows."""

    isi: dict[str, Any]
    rincian: list[Baris]
    potongan: list[Baris]
    terkunci: datetime | None = None
    data_sampai: date | None = None
    kurang: tuple[str, ...] = ()
    catatan: tuple[str, ...] = ()

    def of_day(self, tanggal: date) -> list[Baris]:
        return [line for line in self.rincian if line.tanggal == tanggal]


def amounts(pegawai_id: int, bulan: str) -> Besaran | None:
    """At most two queries; None when nothing was computed yet."""
    return _locked(pegawai_id, bulan) or _estimate(pegawai_id, bulan)


def _locked(pegawai_id: int, bulan: str) -> Besaran | None:
    row = _first(LOCKED, (*OF_LOCKED, Penutupan.kapan), pegawai_id, bulan)
    if row is None:
        return None
    return Besaran(row, _lines(row.pop("rincian")), _lines(row.pop("potongan")), terkunci=row.pop("kapan"))


def _estimate(pegawai_id: int, bulan: str) -> Besaran | None:
    row = _first(ESTIMATE, OF_ESTIMATE, pegawai_id, bulan)
    if row is None:
        return None
    rincian, potongan = _lines(row.pop("rincian")), _lines(row.pop("potongan"))
    kurang, catatan = tuple(row.pop("kurang") or ()), tuple(row.pop("catatan") or ())
    return Besaran(row, rincian, potongan, data_sampai=row.pop("data_sampai"), kurang=kurang, catatan=catatan)


def _first(query: Prepared, columns: Sequence[Any], pegawai_id: int, bulan: str) -> dict[str, Any] | None:
    rows = query.rows(pegawai=pegawai_id, bulan=bulan)
    return {c.name: c.python_value(value) for c, value in zip(columns, rows[0], strict=True)} if rows else None


OF_LOCKED = tuple(getattr(HasilTpp, name) for name in COLUMNS)
OF_ESTIMATE = tuple(getattr(Perkiraan, name) for name in (*COLUMNS, "data_sampai", "kurang", "catatan"))


def _locked_row(pegawai: int, bulan: str) -> Any:
    own = (HasilTpp.pegawai == pegawai) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null()
    return HasilTpp.select(*OF_LOCKED, Penutupan.kapan).join(Penutupan).where(own).order_by(HasilTpp.id.desc()).limit(1)


def _estimate_row(pegawai: int, bulan: str) -> Any:
    return Perkiraan.select(*OF_ESTIMATE).where((Perkiraan.pegawai == pegawai) & (Perkiraan.bulan == bulan))


LOCKED = Prepared(_locked_row, pegawai=int, bulan=str)
ESTIMATE = Prepared(_estimate_row, pegawai=int, bulan=str)


def _lines(stored: list[list[Any]]) -> list[Baris]:
    return [Baris(date.fromisoformat(day) if day else None, *rest) for day, *rest in stored]


def decree_names(ids: set[str]) -> dict[str, str]:
    """Names of decrees by their id; one query, none for no ids."""
    if not ids:
        return {}
    rows: Any = PeraturanTeks.select(PeraturanTeks.kode, PeraturanTeks.nama).where(PeraturanTeks.kode.in_(sorted(ids)))
    return dict(rows.tuples())
