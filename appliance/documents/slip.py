"""Slip TPP of a person: plain data for one page, taken from what was locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from appliance.documents.baris import Baris, decree_names, lines, unconfirmed
from appliance.documents.kepala import heading
from appliance.documents.ketentuan import rates
from appliance.documents.teks import hari_pendek
from appliance.documents.terbilang import rupiah_terbilang
from appliance.models.fakta_json import unpack
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.rules.fakta import Hari
from appliance.rules.hari_kerja import CUTI
from appliance.rules.potongan_hari import NAMA_CUTI

AMOUNTS = (
    "pagu", "persen_kinerja", "persen_potongan_kehadiran", "tpp_kinerja", "tpp_kehadiran", "potongan_hukdis", "tpp",
    "bpjs_1", "bpjs_4", "pph_21", "bersih", "nama", "nip", "jabatan", "status_asn", "bank", "rekening", "npwp",
)  # fmt: skip
# Above so many lines of days the page sets them in two columns, then closer. A month can have three lines a day.
SATU_KOLOM, DUA_KOLOM = 14, 40


def slip(h: HasilTpp, penutupan: Penutupan, kabupaten: str) -> dict[str, Any]:
    """What one slip prints: amounts as int, percents as text with a point; every line has its decree's mark."""
    rincian, potongan = lines(h.rincian), lines(h.potongan)
    names = decree_names([*rincian, *potongan])
    marks = {kode: f"[{i}]" for i, kode in enumerate(names, 1)} if len(names) > 1 else {}
    before, days, after = _in_order(rincian)
    return {
        **heading(penutupan, kabupaten),
        **rates(penutupan),
        **{name: getattr(h, name) for name in AMOUNTS},
        "golongan": h.golongan or "",
        "kelas": h.kelas_jabatan,
        "persen_kehadiran": str(100 - Decimal(h.persen_potongan_kehadiran)),
        "sebelum": [_line(line, marks) for line in before],
        "hari": [_line(line, marks) for line in days],
        "sesudah": [_line(line, marks) for line in after],
        "selisih_bulat": -sum(line.rupiah for line in rincian if line.kode == "hukdis") != h.potongan_hukdis,
        "jumlah_hari": sum(line.rupiah for line in days),
        "kerapatan": _density(len(days)),
        "potongan": [_line(line, marks) for line in potongan],
        "cuti": leave(unpack(h.fakta).hari),
        "dasar": [f"{marks.get(kode, '')} {nama}".strip() for kode, nama in names.items()],
        "contoh": bool(h.contoh),
        "contoh_pasal": unconfirmed([*rincian, *potongan], names),
        "terbilang": rupiah_terbilang(h.bersih),
    }


def _in_order(rincian: list[Baris]) -> tuple[list[Baris], list[Baris], list[Baris]]:
    """What stands before the lines of days, those lines, and what comes off afterwards."""
    dated = [line for line in rincian if line.tanggal]
    start = rincian.index(dated[0]) if dated else len(rincian)
    days = sorted(dated, key=lambda line: line.hari)
    rest = [line for line in rincian[start:] if not line.tanggal]
    return rincian[:start], days, rest


def _line(line: Baris, marks: dict[str, str]) -> dict[str, Any]:
    return {
        "hari": hari_pendek(line.hari) if line.tanggal else "",
        "uraian": line.uraian,
        "pasal": f"{line.pasal} {marks.get(line.peraturan, '')}".strip(),
        "persen": line.persen,
        "rupiah": line.rupiah,
    }


def _density(count: int) -> str:
    if count <= SATU_KOLOM:
        return "satu"
    return "dua" if count <= DUA_KOLOM else "padat"


def leave(hari: Sequence[Hari]) -> list[str]:
    """Leave, duty and permits on working days, runs together: "Cuti tahunan: Kam 8 s.d. Sen 12 (3 hari kerja)"."""
    runs: list[tuple[str, list[date]]] = []
    unbroken = False  # no working day since the run before
    for h in hari:
        if h.keadaan == CUTI and h.cuti:
            if not (unbroken and runs[-1][0] == h.cuti):
                runs.append((h.cuti, []))
            runs[-1][1].append(h.tanggal)
            unbroken = True
        elif h.kerja:
            unbroken = False
    return [_run(jenis, days) for jenis, days in runs]


def _run(jenis: str, days: list[date]) -> str:
    span = hari_pendek(days[0]) + (f" s.d. {hari_pendek(days[-1])}" if len(days) > 1 else "")
    return f"{NAMA_CUTI.get(jenis, jenis)}: {span} ({len(days)} hari kerja)"
