"""Every entry that a decree may give, each with the check that turns its `nilai` into what the formulas take.

A validator gets the TOML value (decimals as Decimal) and returns the checked one, or raises ValueError with the reason
in Indonesian. docs/PERATURAN.md has a paragraph for each key.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from appliance.rules import skema_nilai as n
from appliance.rules.skema_dasar import Validator, bulat, persen, pilihan

JENIS_CUTI = (
    "tahunan",
    "besar",
    "sakit",
    "melahirkan",
    "alasan_penting",
    "cltn",
    "dinas_luar",
    "tugas_belajar",
    "izin",
)
JAM_KERJA = "jam_kerja."
_KODE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)

SKEMA: Mapping[str, Validator] = {
    "tpp.bobot": n.bobot,
    "tpp.pagu": n.pagu,
    "tpp.pagu_kriteria": n.pagu_kriteria,
    "kehadiran.terlambat": n.jenjang_menit,
    "kehadiran.pulang_cepat": n.jenjang_menit,
    "kehadiran.tanpa_presensi_masuk": persen,
    "kehadiran.tanpa_presensi_pulang": persen,
    "kehadiran.tanpa_apel": persen,
    "kehadiran.tanpa_keterangan": persen,
    "kehadiran.dasar_potongan": pilihan("kehadiran", "total", "keduanya"),
    "kehadiran.batas": persen,
    "kehadiran.toleransi_menit": bulat(0),
    "kehadiran.tanpa_rekaman": pilihan("nol", "hitung"),
    **{f"cuti.{jenis}": n.cuti for jenis in JENIS_CUTI},
    "kinerja.metode": pilihan("predikat", "capaian", "menit"),
    "kinerja.predikat": n.predikat,
    "kinerja.menit_efektif": bulat(1),
    "kinerja.tidak_menilai_bawahan": persen,
    "laporan.batas_hari": bulat(0),
    "laporan.setuju_otomatis_hari": bulat(0),
    "laporan.tutup_tanggal": bulat(1, 28),
    "koreksi.batas_sebulan": bulat(0),
    "status.cpns": persen,
    "plt.selevel": persen,
    "mutasi.cara": pilihan("prorata"),
    "hukdis.sedang": persen,
    "pajak.metode": pilihan("ter", "final", "tanpa"),
    "pajak.final": n.pajak_final,
    "pajak.ter": n.ter,
    "bpjs.iuran": n.bpjs,
    "disiplin.tanpa_keterangan": n.disiplin,
}


def validator(kunci: str) -> Callable[[Any], Any] | None:
    """The check of an entry, or None when no such entry is known."""
    if kunci.startswith(JAM_KERJA) and _KODE.fullmatch(kunci.removeprefix(JAM_KERJA)):
        return n.jam_kerja
    return SKEMA.get(kunci)


def cross_check(nilai: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, reason) for what is wrong between two entries of one decree: criteria that do not add up to the pagu."""
    pagu = nilai.get("tpp.pagu")
    jumlah: dict[tuple[int, str | None], int] = {}
    for baris in nilai.get("tpp.pagu_kriteria", ()) if pagu is not None else ():
        jumlah[baris.kelas, baris.opd] = jumlah.get((baris.kelas, baris.opd), 0) + baris.rupiah
    for (kelas, opd), rupiah in jumlah.items():
        if pagu is not None and pagu.get(kelas) != rupiah:
            milik = f"kelas {kelas}" + (f" opd {opd}" if opd else "")
            yield "tpp.pagu_kriteria", f"jumlah {milik} adalah {rupiah}, berbeda dari tpp.pagu {pagu.get(kelas)}"
