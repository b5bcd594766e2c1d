"""The month at a glance: each day with its minutes and what it wants, in colour, sign and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from appliance.models.laporan import STATUS
from appliance.models.laporan_baca import HariLaporan
from appliance.models.laporan_waktu import FRIDAY, Kerja, Tenggat
from appliance.rules import bulan as months
from appliance.rules.fakta import Hari
from appliance.web.hari import LEAVE
from appliance.web.teks import angka, menit, tanggal

# Status or state: the calendar's colour, words.
LOOK = {
    "disetujui": ("hadir", "disetujui"), "menunggu": ("cuti", "menunggu atasan"),
    "dikembalikan": ("tanpa_keterangan", "dikembalikan"), "kosong": ("terlambat", "belum ditulis"),
    "lewat": ("belum", "tidak ditulis, batasnya lewat"), "libur": ("libur", "libur"), "luar": ("luar", "di luar"),
    "cuti": ("libur", "cuti"), "nanti": ("nanti", "belum tiba"),
}  # fmt: skip
SIGN = {"kosong": "!", "lewat": "–", "cuti": "C"}


ROOM = 7  # signs that a cell has place for


@dataclass(frozen=True, slots=True)
class HariKalender:
    """A cell: `kelas` is its colour, `tanda` stands under the day's number, `uraian` is read aloud."""

    tanggal: date
    keadaan: str
    kelas: str
    tanda: str
    uraian: str
    iso: str
    kini: bool


def unwritten(
    bulan: str, reports: Mapping[date, HariLaporan], judged: Mapping[date, Kerja], today: date
) -> dict[date, str]:
    """Days without a report and why: a free day, leave, outside the placement, still to come; "" where one may miss."""
    return {day: _empty(day, judged.get(day), today) for day in months.days(bulan) if day not in reports}


def _empty(day: date, hari: Kerja | None, today: date) -> str:
    if hari is not None and hari.keadaan in ("libur", "cuti", "di_luar"):
        return {"di_luar": "luar"}.get(hari.keadaan, hari.keadaan)
    if hari is None and day.isoweekday() > FRIDAY:
        return "libur"
    return "nanti" if day > today else ""


def cells(
    bulan: str,
    reports: Mapping[date, HariLaporan],
    empty: Mapping[date, str],
    limits: Mapping[date, Tenggat],
    today: date,
    satuan: Mapping[str, str] | None = None,
) -> list[HariKalender]:
    """Every date of the month, in minutes, or with the units of the SKP items (butir -> satuan) in volumes."""
    found = []
    for day in months.days(bulan):
        one = reports.get(day)
        keadaan = one.status if one else empty[day] or _missing(limits.get(day), today)
        colour, words = LOOK[keadaan]
        sign, said = _told(one, words, satuan) if one else (SIGN.get(keadaan, ""), words)
        if day == today:
            colour += " now"
        found.append(HariKalender(day, keadaan, colour, sign, f"{tanggal(day)}: {said}", day.isoformat(), day == today))
    return found


def _missing(limit: Tenggat | None, today: date) -> str:
    left = limit.left(today) if limit is not None else None
    return "lewat" if left is not None and left < 0 else "kosong"


def _told(one: HariLaporan, words: str, satuan: Mapping[str, str] | None) -> tuple[str, str]:
    """What stands in the cell of a day with reports, and what is read aloud."""
    back = "↩" if one.status == "dikembalikan" else ""
    volumes = None if satuan is None else volumes_by_unit(one, satuan)
    sign = back + (str(one.semua) if volumes is None else _number(volumes))
    if len(one.menit) == 1:
        return sign, f"{menit(one.semua) if volumes is None else _words(volumes)}, {words}"
    return sign, ", ".join(f"{_amount(one, status, satuan)} {LOOK[status][1]}" for status in one.menit)


def _number(volumes: Mapping[str, Decimal]) -> str:
    """Volumes of unlike units are not added: "3,5+2"; "0" for a day that counts for no target."""
    parts = [angka(volume.normalize()) for volume in volumes.values()] or ["0"]
    whole = "+".join(parts)
    return whole if len(whole) <= ROOM or len(parts) == 1 else f"{parts[0]}+…"


def _amount(one: HariLaporan, status: str, satuan: Mapping[str, str] | None) -> str:
    if satuan is None:
        return menit(one.menit[status])
    return _words(volumes_by_unit(one, satuan, status))


def _words(volumes: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{angka(volume.normalize())} {unit}" for unit, volume in volumes.items()) or "tanpa volume"


def volumes_by_unit(one: HariLaporan, satuan: Mapping[str, str], status: str = "") -> dict[str, Decimal]:
    """Volume of a day by unit, of one status or of all."""
    total: dict[str, Decimal] = {}
    for (butir, its), volume in one.volume.items():
        if not status or its == status:
            unit = satuan.get(butir, "volume")
            total[unit] = total.get(unit, Decimal(0)) + volume
    return total


def summary(
    reports: Iterable[HariLaporan], days: Sequence[HariKalender], *, volume: bool
) -> list[tuple[object, str, str]]:
    """(number, of what, tone) above the month: minutes, or reports where volumes count; then days that are missing."""
    total: Counter[str] = Counter()
    for one in reports:
        total.update(one.jumlah if volume else one.menit)
    of = "laporan " if volume else ""
    told = {status: angka(total[status]) if volume else menit(total[status]) for status in STATUS}
    found: list[tuple[object, str, str]] = [
        (told["disetujui"], f"{of}disetujui", "good"),
        (told["menunggu"], f"{of}menunggu", ""),
        (told["dikembalikan"], f"{of}dikembalikan", "bad" if total["dikembalikan"] else ""),
    ]
    state = Counter(day.keadaan for day in days)
    found.append((state["kosong"], "hari belum ditulis", "warn" if state["kosong"] else ""))
    return found + ([(state["lewat"], "hari lewat batas", "")] if state["lewat"] else [])


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
