"""The files that come in month by month: rosters, attendance sheets, apel, corrections, predikat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from appliance.demo.daftar import Rows
from appliance.demo.hadir import Jejak
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.masa import days
from appliance.demo.presensi import shifts

Traces = Mapping[str, Jejak]
PREDIKAT = {"sangat_baik": 9, "baik": 84, "butuh_perbaikan": 5, "kurang": 1}


def roster(kab: Kabupaten) -> Rows:
    dates = days(kab.masa.lalu, kab.masa.akhir_kini)
    for person in kab.semua:
        for day, kode in shifts(kab, person, dates).items():
            yield {"nip": person.nip, "tanggal": day, "kode_jadwal": kode}


def apel(traces: Traces) -> Rows:
    """Only absences are written down."""
    for nip, left in traces.items():
        for day in left.tanpa_apel:
            yield {"nip": nip, "tanggal": day, "hadir": "tidak", "jenis": "apel"}


def koreksi(kab: Kabupaten, traces: Traces, monthly: int) -> Iterator[dict[str, Any]]:
    """A third of last month's forgotten punches were put right by a letter, at most `monthly` of a person."""
    rng = kab.rng("koreksi")
    for nip, left in traces.items():
        forgotten = [f for f in left.lupa if kab.masa.lalu <= f[0] < kab.masa.kini and rng.random() < 0.35]
        for day, side, moment in forgotten[:monthly]:
            times = {"masuk": "", "pulang": "", side: f"{moment:%H:%M}"}
            reason = rng.choice(kab.kejadian["koreksi"]["alasan"])
            letter = f"800/{rng.randint(1, 300)}/SKP/{day.year}"
            yield {"nip": nip, "tanggal": day, **times, "alasan": reason, "nomor_surat": letter}


def manual(kab: Kabupaten, traces: Traces) -> Rows:
    """The attendance sheets of offices that sign by hand, to the minute."""
    for kantor in kab.kantor:
        if kantor.jalur == "manual":
            for person in kab.orang[kantor.kode]:
                yield from _sheet(kantor.kode, person.nip, traces[person.nip])


def _sheet(kode: str, nip: str, left: Jejak) -> Rows:
    by_day: dict[date, list[str]] = {}
    for moment in left.presensi:
        by_day.setdefault(moment.date(), []).append(f"{moment:%H:%M}")
    for day, times in by_day.items():
        masuk = times[0] if times[0] < "12:00" else ""
        pulang = times[-1] if times[-1] >= "12:00" else ""
        yield {"nip": nip, "tanggal": day, "masuk": masuk, "pulang": pulang, "nomor_surat": f"800/DH/{kode}"}


def cakupan(kab: Kabupaten) -> Rows:
    """Up to when those offices say that their sheets are in: most to yesterday, the last two to the month's end."""
    offices = [k.kode for k in kab.kantor if k.jalur == "manual"]
    month_end = days(kab.masa.lalu, kab.masa.kini)[-2]
    for i, kode in enumerate(offices):
        sampai = month_end if i >= len(offices) - 2 else kab.masa.kemarin
        letter = f"800/{10 + i}/{kode}/{sampai.year}"
        yield {"opd": kode, "sampai": sampai, "nomor_surat": letter, "alasan": "Daftar hadir sudah lengkap"}


def predikat(kab: Kabupaten) -> Rows:
    """Last month's, for nearly everybody."""
    rng = kab.rng("predikat")
    for person in kab.semua:
        if rng.random() > 0.02:
            chosen = rng.choices(list(PREDIKAT), list(PREDIKAT.values()))[0]
            yield {"nip": person.nip, "bulan": f"{kab.masa.lalu:%Y-%m}", "predikat": chosen}
