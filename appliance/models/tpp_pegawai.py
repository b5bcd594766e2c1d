"""One person's amounts of one month: the locked result where there is one, else the estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from appliance.models.baris import AMOUNTS
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.peraturan import PeraturanTeks
from appliance.models.perkiraan import Perkiraan

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
    rows: Any = (
        HasilTpp.select(*(getattr(HasilTpp, name) for name in COLUMNS), Penutupan.kapan.alias("terkunci"))
        .join(Penutupan)
        .where((HasilTpp.pegawai == pegawai_id) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null())
        .order_by(HasilTpp.id.desc())
        .dicts()
    )
    row = rows.first()
    if row is None:
        return None
    return Besaran(row, _lines(row.pop("rincian")), _lines(row.pop("potongan")), terkunci=row.pop("terkunci"))


def _estimate(pegawai_id: int, bulan: str) -> Besaran | None:
    chosen = [getattr(Perkiraan, name) for name in (*COLUMNS, "data_sampai", "kurang", "catatan")]
    own = (Perkiraan.pegawai == pegawai_id) & (Perkiraan.bulan == bulan)
    rows: Any = Perkiraan.select(*chosen).where(own).dicts()
    row = rows.first()
    if row is None:
        return None
    rincian, potongan = _lines(row.pop("rincian")), _lines(row.pop("potongan"))
    kurang, catatan = tuple(row.pop("kurang") or ()), tuple(row.pop("catatan") or ())
    return Besaran(row, rincian, potongan, data_sampai=row.pop("data_sampai"), kurang=kurang, catatan=catatan)


def _lines(stored: list[list[Any]]) -> list[Baris]:
    return [Baris(date.fromisoformat(day) if day else None, *rest) for day, *rest in stored]


def decree_names(ids: set[str]) -> dict[str, str]:
    """Names of decrees by their id; one query, none for no ids."""
    if not ids:
        return {}
    rows: Any = PeraturanTeks.select(PeraturanTeks.kode, PeraturanTeks.nama).where(PeraturanTeks.kode.in_(sorted(ids)))
    return dict(rows.tuples())
