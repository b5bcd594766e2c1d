"""The month at a glance: each day with its minutes and what it wants, in colour, sign and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from appliance.models.laporan_baca import HariLaporan
from appliance.models.laporan_waktu import Tenggat
from appliance.rules import bulan as months
from appliance.rules.fakta import Hari
from appliance.web.hari import LEAVE
from appliance.web.teks import menit

# Status or state: the calendar's colour, words.
LOOK = {
    "disetujui": ("hadir", "disetujui"), "menunggu": ("cuti", "menunggu atasan"),
    "dikembalikan": ("tanpa_keterangan", "dikembalikan"), "kosong": ("terlambat", "belum ditulis"),
    "lewat": ("belum", "tidak ditulis, batasnya lewat"), "libur": ("libur", "libur"), "luar": ("luar", "di luar"),
    "cuti": ("libur", "cuti"), "nanti": ("nanti", "belum tiba"),
}  # fmt: skip
SIGN = {"kosong": "!", "lewat": "–", "cuti": "C"}


@dataclass(frozen=True, slots=True)
class HariKalender:
    """A cell: `tanda` stands under the day's number."""

    tanggal: date
    keadaan: str
    warna: str
    tanda: str
    uraian: str
    kini: bool


def cells(
    bulan: str,
    reports: Mapping[date, HariLaporan],
    hari: Mapping[date, Hari],
    limits: Mapping[date, Tenggat],
    today: date,
) -> list[HariKalender]:
    """Every date of the month."""
    found = []
    for day in months.days(bulan):
        one = reports.get(day)
        keadaan = one.status if one else _empty(day, hari.get(day), limits.get(day), today)
        colour, words = LOOK[keadaan]
        sign = ("↩" if keadaan == "dikembalikan" else "") + str(one.semua) if one else SIGN.get(keadaan, "")
        said = f"{menit(one.semua)}, {words}" if one else words
        found.append(HariKalender(day, keadaan, colour, sign, said, day == today))
    return found


def _empty(day: date, hari: Hari | None, limit: Tenggat | None, today: date) -> str:
    if hari is not None and hari.keadaan in ("libur", "cuti", "di_luar"):
        return {"di_luar": "luar"}.get(hari.keadaan, hari.keadaan)
    if hari is None and day.isoweekday() > 5:
        return "libur"
    if day > today:
        return "nanti"
    left = limit.left(today) if limit is not None else None
    return "lewat" if left is not None and left < 0 else "kosong"


def mark(hari: Hari | None, tanggal: date, today: date) -> str:
    """What a writer should know of the day before he writes: leave, no punch, a free day; empty when nothing."""
    if hari is None or hari.keadaan == "belum_ada_data":
        return "" if tanggal >= today else "Data presensi hari itu belum ada; laporan tetap dapat ditulis."
    if hari.keadaan == "cuti":
        return f"Hari ini tercatat {LEAVE.get(hari.cuti or '', 'cuti')}. Atasan melihat tanda ini."
    if hari.keadaan == "libur":
        return "Hari ini bukan hari kerja Anda."
    if hari.tanpa_keterangan:
        return "Tidak ada presensi pada hari ini. Atasan melihat tanda ini."
    return ""
