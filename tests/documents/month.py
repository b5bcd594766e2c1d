"""A locked month of Dinas Kesehatan made by hand: rows whose sums hold, with every kind of line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from appliance.models import HasilTpp, Opd, Pegawai, Penandatangan, Penutupan
from appliance.models.fakta_json import pack
from appliance.models.jejak import Pelaku
from appliance.models.peraturan import enact, fingerprint, in_force, propose
from appliance.rules import bulan
from appliance.rules.fakta import BulanPegawai, Hari
from tests import cast

DECREE = Path(__file__).parents[1] / "kasus" / "contoh.toml"
LOCKED = datetime(2026, 11, 4, 8, 15)
LONG_NAME = "Dr. dr. Muhammad Rahmatullah Kusumawardhana Prawiranegara, Sp.PD., M.Kes., M.A.P."
ID = "uji-contoh-2021"


def lock(folder: Path, people: int, *, cuts: int = 3, **more: Any) -> Penutupan:
    """An office's month with `people` rows, each third a PPPK, each person with `cuts` lines of days."""
    made = cast.build(folder)
    who = Pelaku(None, "penguji", "uji", LOCKED)
    enact(propose(DECREE.read_text(encoding="utf-8"), DECREE.name, who), who)
    dinkes = made.opd["dinkes"]
    for peran, name in (("kepala", "hadi"), ("bendahara", "beni"), ("pembuat", "wati")):
        Penandatangan.create(opd=dinkes, peran=peran, pegawai=made.people[name].pegawai, mulai=cast.SINCE)
    closing: Penutupan = Penutupan.create(**{**_closing(dinkes, people), **more})
    for number in range(people):
        HasilTpp.create(penutupan=closing, **result(number, cuts))
    return closing


def _closing(opd: Opd, people: int) -> dict[str, Any]:
    return {
        "bulan": "2026-10", "opd": opd, "kapan": LOCKED, "pelaku": "Tuti Handayani",
        "peraturan": fingerprint(in_force()), "hash_peraturan": "b" * 64, "hash_fakta": "f" * 64,
        "hash": "0123abcd" * 8, "orang": people, "tpp": 0, "bersih": 0, "tanpa": [],
    }  # fmt: skip


def result(number: int, cuts: int) -> dict[str, Any]:
    """One row. The amounts are odd on purpose, so that a wrong sum is seen."""
    pagu = 123_456_789 if number == 2 else 1_234_567 + 7_919 * number
    kinerja, bagian = pagu // 2 - 1_003, pagu - pagu // 2
    days = cut_lines(cuts)
    kehadiran = bagian + sum(line[6] for line in days)
    hukdis = 0 if number % 10 else (kinerja + kehadiran) // 4
    tpp = kinerja + kehadiran - hukdis
    pph, bpjs = (tpp + 10) // 20 + number % 2, tpp // 100
    nip = f"19{80 + number % 15}0101{2005 + number % 15}011{number:03d}"
    name = LONG_NAME if number == 1 else f"Pegawai Nomor {number:03d}"
    return {
        "pegawai": Pegawai.create(nip=nip, nama=name), "bulan": "2026-10", "nip": nip, "nama": name,
        "jabatan": "Analis Sumber Daya Manusia Aparatur Ahli Muda", "golongan": "IX" if number % 3 == 2 else "III/c",
        "status_asn": ("PNS", "CPNS" if number % 12 == 1 else "PNS", "PPPK")[number % 3], "bank": "Bank Bengkulu",
        "rekening": f"0012345{number:05d}", "npwp": "", "kelas_jabatan": 7 + number % 3, "pagu": pagu,
        "persen_kinerja": "99.8", "persen_potongan_kehadiran": "4.25", "tpp_kinerja": kinerja,
        "tpp_kehadiran": kehadiran, "potongan_hukdis": hukdis, "tpp": tpp, "bpjs_4": tpp * 4 // 100, "bpjs_1": bpjs,
        "pph_21": pph, "bersih": tpp - pph - bpjs, "contoh": 1, "fakta": facts(),
        "rincian": [
            [None, "besaran", "Besaran TPP kelas 7, 22 dari 22 hari kerja", "Pasal 2", ID, None, pagu, 1],
            [None, "kinerja", "Kinerja, capaian 4 butir SKP: 99,8 %", "Pasal 15", ID, "99.8", -1_003, 1],
            *days,
            *([[None, "hukdis", "Hukuman disiplin sedang 25 %", "Pasal 20", ID, "25", -hukdis, 1]] if hukdis else []),
        ],
        "potongan": [
            [None, "bpjs_1", "Iuran BPJS Kesehatan 1 %", "Pasal 25", ID, "1", -bpjs, 1],
            [None, "pph_21", "PPh 21 final golongan III/c, 5 %", "Pasal 24", ID, "5", -pph, 1],
        ],
    }  # fmt: skip


def cut_lines(count: int) -> list[list[Any]]:
    kinds = (
        ("terlambat", "Terlambat 117 menit (masuk 09.27)", "Pasal 3 ayat (2) huruf b", "1.25"),
        ("pulang_cepat", "Pulang cepat 31 menit (pulang 15.29)", "Pasal 4", "1"),
        ("tanpa_apel", "Tidak mengikuti apel", "Pasal 11 ayat (3)", "2"),
    )
    start = date(2026, 10, 1)
    return [
        [(start + timedelta(days=n % 31)).isoformat(), *kinds[n % 3][:3], ID, kinds[n % 3][3], -(5_001 + n), 1]
        for n in range(count)
    ]


def facts() -> bytes:
    """Leave over a weekend and one duty day."""
    days = []
    for day in bulan.days("2026-10"):
        free = day.weekday() > 4
        kind = {8: "tahunan", 9: "tahunan", 12: "tahunan", 20: "dinas_luar"}.get(day.day)
        days.append(Hari(day, "libur" if free else "cuti" if kind else "kerja", kerja=not free, cuti=kind))
    return pack(BulanPegawai("2026-10", (), tuple(days), ada_rekaman=True))
