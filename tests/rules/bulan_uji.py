"""A month of one person for the tests of the law: the decree of the worked cases, November 2026 (21 working days)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from appliance.exchange.peraturan_berkas import read_decree, shelf
from appliance.rules import bulan as kalender
from appliance.rules.fakta import BahanHari, BulanPegawai, Penempatan
from appliance.rules.hari_kerja import has_record, judge
from appliance.rules.jadwal import series
from appliance.rules.penempatan import placement_on
from appliance.rules.peraturan import Rak, parse

KASUS = Path(__file__).parents[1] / "kasus"
BULAN = "2026-11"
SITI = Penempatan(
    date(2025, 1, 1), 9, "PNS", opd="DISDIK", golongan="III/c", ptkp="K/1", gaji_bruto=4_800_000, dasar_bpjs=4_500_000
)


def shelf_of(*tambahan: str) -> Rak:
    """contoh.toml with further decrees of the worked cases, and the nation's hours and tables without Ramadan."""
    berkas = [KASUS / "contoh.toml", *(KASUS / "peraturan" / f"{nama}.toml" for nama in tambahan)]
    nasional = [parse(text, nama) for nama, text in shelf() if not nama.startswith("ramadan")]
    return Rak([read_decree(b) for b in berkas], nasional)


def at(hari: int, jam: str, bulan: int = 11) -> datetime:
    """A moment of 2026."""
    return datetime.combine(date(2026, bulan, hari), time.fromisoformat(jam))


def full_time(kecuali: Iterable[date] = ()) -> list[datetime]:
    """Punches at 07:25 and 16:35 on every weekday of the month but the given ones."""
    tanpa = set(kecuali)
    hari = [d for d in kalender.days(BULAN) if d.isoweekday() <= 5 and d not in tanpa]
    return [datetime.combine(d, j) for d in hari for j in (time(7, 25), time(16, 35))]


def month(
    rak: Rak,
    presensi: Sequence[datetime],
    penempatan: tuple[Penempatan, ...] = (SITI,),
    bahan: dict[str, Any] | None = None,
    **fakta: Any,
) -> BulanPegawai:
    """The facts of the month, its days judged."""
    giliran = series(kalender.around(BULAN), penempatan, rak, (), frozenset(), {})
    ditempatkan = {d for d in giliran if placement_on(d, penempatan) is not None}
    isi = BahanHari(giliran, ditempatkan, kalender.Rentang(), presensi)
    isi = replace(isi, **(bahan or {}))
    hari = tuple(judge(kalender.days(BULAN), isi))
    return BulanPegawai(BULAN, penempatan, hari, has_record(BULAN, hari, isi), **{"predikat": "baik", **fakta})
