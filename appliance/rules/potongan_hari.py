"""What each judged day costs, in percent, by the decree of that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from appliance.rules.entri import Entri
from appliance.rules.fakta import Hari
from appliance.rules.hari_kerja import CUTI, KERJA
from appliance.rules.hitungan import Hitungan
from appliance.rules.skema_dasar import Lapis

APEL = "tanpa_apel"
TANPA_TPP = "tanpa_tpp"


@dataclass(frozen=True, slots=True)
class Potongan:
    """One cut of a day. `kode` tells apel (which has a base of its own) and days that earn nothing from the rest."""

    tanggal: date
    kode: str
    uraian: str
    persen: Fraction
    entri: Entri


def day_cuts(lembar: Hitungan) -> Iterator[Potongan]:
    """The cuts of the month in the order of the days; none for free days, days without data, or no percent."""
    for hari, _ in lembar.dinas:
        if hari.keadaan == CUTI and hari.cuti is not None:
            yield from _leave(lembar, hari)
        elif hari.keadaan == KERJA:
            yield from (p for p in _working(lembar, hari) if p.persen)


def _leave(lembar: Hitungan, hari: Hari) -> Iterator[Potongan]:
    entri = lembar.day(f"cuti.{hari.cuti}", hari.tanggal)
    nama = NAMA_CUTI.get(hari.cuti or "", str(hari.cuti))
    if entri.nilai is None:
        yield Potongan(hari.tanggal, TANPA_TPP, f"{nama}: hari tanpa TPP", Fraction(0), entri)
    elif entri.nilai:
        yield Potongan(hari.tanggal, "cuti", nama, entri.nilai, entri)


def _working(lembar: Hitungan, hari: Hari) -> Iterator[Potongan]:
    def satu(kode: str, uraian: str) -> Potongan:
        entri = lembar.day(f"kehadiran.{kode}", hari.tanggal)
        return Potongan(hari.tanggal, kode, uraian, entri.nilai, entri)

    if hari.tanpa_keterangan:
        yield satu("tanpa_keterangan", "Tanpa keterangan")
    if hari.tanpa_masuk:
        yield satu("tanpa_presensi_masuk", "Tanpa presensi masuk")
    if hari.tanpa_pulang:
        yield satu("tanpa_presensi_pulang", "Tanpa presensi pulang")
    if hari.terlambat and hari.masuk is not None:
        yield from _minutes(lembar, hari, "terlambat", "Terlambat", hari.terlambat, f"masuk {hari.masuk:%H.%M}")
    if hari.pulang_cepat and hari.pulang is not None:
        menit = hari.pulang_cepat
        yield from _minutes(lembar, hari, "pulang_cepat", "Pulang cepat", menit, f"pulang {hari.pulang:%H.%M}")
    if hari.tanpa_apel:
        yield satu(APEL, "Tidak mengikuti apel")


def _minutes(lembar: Hitungan, hari: Hari, kode: str, nama: str, menit: int, jam: str) -> Iterator[Potongan]:
    if menit <= lembar.day("kehadiran.toleransi_menit", hari.tanggal).nilai:
        return
    entri = lembar.day(f"kehadiran.{kode}", hari.tanggal)
    yield Potongan(hari.tanggal, kode, f"{nama} {menit} menit ({jam})", step(entri.nilai, menit), entri)


def step(lapisan: tuple[Lapis, ...], nilai: int) -> Fraction:
    """The percent of the first step that reaches up to `nilai`, its end included."""
    return next(lapis.persen for lapis in lapisan if lapis.sampai is None or nilai <= lapis.sampai)


NAMA_CUTI = {
    "tahunan": "Cuti tahunan",
    "besar": "Cuti besar",
    "sakit": "Cuti sakit",
    "melahirkan": "Cuti melahirkan",
    "alasan_penting": "Cuti karena alasan penting",
    "cltn": "Cuti di luar tanggungan negara",
    "dinas_luar": "Dinas luar",
    "tugas_belajar": "Tugas belajar",
    "izin": "Izin",
}
