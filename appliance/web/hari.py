"""A judged day as a person reads it: its state on the calendar and the sentence beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from appliance.rules import bulan as months
from appliance.rules.fakta import Hari
from appliance.web.teks import menit

LEAVE = {
    "tahunan": "cuti tahunan",
    "besar": "cuti besar",
    "sakit": "cuti sakit",
    "melahirkan": "cuti melahirkan",
    "alasan_penting": "cuti alasan penting",
    "cltn": "cuti di luar tanggungan negara",
    "dinas_luar": "dinas luar",
    "tugas_belajar": "tugas belajar",
    "izin": "izin",
}


@dataclass(frozen=True, slots=True)
class HariKalender:
    """A cell of the calendar."""

    tanggal: date
    keadaan: str
    href: str
    uraian: str
    kini: bool


def state(hari: Hari) -> str:
    """One of the calendar's states; what weighs most comes first."""
    if hari.keadaan != "kerja":
        if hari.keadaan == "cuti":
            return hari.cuti if hari.cuti in ("dinas_luar", "izin") else "cuti"
        return {"libur": "libur", "di_luar": "luar"}.get(hari.keadaan, "belum")
    if hari.tanpa_keterangan:
        return "tanpa_keterangan"
    if hari.tanpa_masuk or hari.tanpa_pulang:
        return "tidak_lengkap"
    if hari.terlambat:
        return "terlambat"
    if hari.pulang_cepat:
        return "pulang_cepat"
    return "terlindungi" if hari.dilindungi else "hadir"


def in_words(hari: Hari) -> str:
    """What was decided of the day, all of it."""
    if hari.keadaan != "kerja":
        words = {"libur": "libur", "di_luar": "di luar masa penempatan", "belum_ada_data": "belum ada data"}
        return LEAVE.get(hari.cuti or "", "cuti") if hari.keadaan == "cuti" else words.get(hari.keadaan, hari.keadaan)
    said = [
        "tanpa keterangan" if hari.tanpa_keterangan else "",
        "tanpa presensi masuk" if hari.tanpa_masuk else "",
        "tanpa presensi pulang" if hari.tanpa_pulang else "",
        f"terlambat {menit(hari.terlambat)}" if hari.terlambat else "",
        f"pulang cepat {menit(hari.pulang_cepat)}" if hari.pulang_cepat else "",
        "tidak mengikuti apel" if hari.tanpa_apel else "",
        "terlindungi gangguan" if hari.dilindungi else "",
        "dengan koreksi" if hari.dikoreksi else "",
    ]
    return ", ".join(word for word in said if word) or "tepat waktu"


def month(bulan: str, found: dict[date, Hari], today: date, href: Callable[[date], str]) -> list[HariKalender]:
    """Every date of the month; one that nobody judged yet says so."""
    cells = []
    for day in months.days(bulan):
        hari = found.get(day)
        later = day > today
        keadaan = state(hari) if hari else ("nanti" if later else "belum")
        if keadaan == "belum" and later:
            keadaan = "nanti"
        words = "" if keadaan == "nanti" else in_words(hari) if hari else "belum ada data"
        cells.append(HariKalender(day, keadaan, "" if later else href(day), words, day == today))
    return cells


def counts(found: dict[date, Hari]) -> list[tuple[int, str, str]]:
    """(how many, of what, tone) of a month, without what there is none of."""
    judged = [hari for hari in found.values() if hari.keadaan == "kerja"]
    leave = sum(hari.keadaan == "cuti" for hari in found.values())
    present = sum(not hari.tanpa_keterangan for hari in judged)
    named = [
        (present, "hari hadir", ""),
        (sum(hari.terlambat > 0 for hari in judged), "kali terlambat", "warn"),
        (sum(hari.pulang_cepat > 0 for hari in judged), "kali pulang cepat", "warn"),
        (sum(hari.tanpa_masuk or hari.tanpa_pulang for hari in judged), "kali sekali presensi", "warn"),
        (sum(hari.tanpa_keterangan for hari in judged), "hari tanpa keterangan", "bad"),
        (leave, "hari cuti, dinas luar, izin", ""),
    ]
    return [item for item in named if item[0]]
