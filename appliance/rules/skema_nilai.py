"""The values of a decree's entries: what each must look like, and what the formulas get; see `skema` for the keys."""

from collections.abc import Mapping
from datetime import time
from fractions import Fraction
from typing import Any, NamedTuple

from appliance.rules.rupiah import persen_teks
from appliance.rules.skema_dasar import SERATUS, Lapis, barisan, bulat, lapisan, persen, pilihan, rupiah, tabel, teks

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
TANPA_SKP = "tanpa_skp"
KRITERIA = (
    "beban_kerja",
    "prestasi_kerja",
    "tempat_bertugas",
    "kondisi_kerja",
    "kelangkaan_profesi",
    "pertimbangan_lain",
)
TINGKAT = ("ringan", "sedang", "berat")
GOLONGAN_FINAL = ("I", "II", "III", "IV")


class Kriteria(NamedTuple):
    """One row of `tpp.pagu_kriteria`; `opd` None is for every office that has no rows of its own."""

    kelas: int
    kriteria: str
    rupiah: int
    opd: str | None


class Iuran(NamedTuple):
    """`bpjs.iuran`: two percents and the most (rupiah a month) of salary and TPP that contributions are taken of."""

    pegawai: Fraction
    pemberi_kerja: Fraction
    batas: int


class Ter(NamedTuple):
    """`pajak.ter`: the category of each PTKP status, and for each category steps of gross rupiah a month."""

    kategori: Mapping[str, str]
    tarif: Mapping[str, tuple[Lapis, ...]]


class Jenjang(NamedTuple):
    """From `dari_hari` days of absence without reason this punishment is due."""

    dari_hari: int
    tingkat: str
    jenis: str


class Disiplin(NamedTuple):
    """`disiplin.tanpa_keterangan`: steps by days in a calendar year, ascending, and the one for days in a row."""

    setahun: tuple[Jenjang, ...]
    berturut: Jenjang | None


def jenjang_menit(nilai: Any) -> tuple[Lapis, ...]:
    """Steps of minutes."""
    return lapisan(nilai, "sampai_menit")


def bobot(nilai: Any) -> tuple[Fraction, Fraction]:
    """(kinerja, kehadiran) in percent, together 100."""
    isi = tabel(nilai, ("kinerja", "kehadiran"))
    kinerja, kehadiran = persen(isi["kinerja"]), persen(isi["kehadiran"])
    if kinerja + kehadiran != SERATUS:
        raise ValueError(f"jumlah bobot {persen_teks(kinerja + kehadiran)}, harus {SERATUS}")
    return kinerja, kehadiran


def kelas(nilai: Any) -> int:
    """A kelas jabatan, also as a key of a table (text)."""
    if isinstance(nilai, str) and nilai.isascii() and nilai.isdigit() and nilai == str(int(nilai)):
        nilai = int(nilai)
    return int(bulat(1)(nilai))


def pagu(nilai: Any) -> dict[int, int]:
    """Rupiah a month by kelas jabatan."""
    isi = tabel(nilai, (), tuple(nilai) if isinstance(nilai, dict) else ())
    if not isi:
        raise ValueError("harus memuat sedikitnya satu kelas")
    return {kelas(kunci): rupiah(jumlah) for kunci, jumlah in isi.items()}


def pagu_kriteria(nilai: Any) -> tuple[Kriteria, ...]:
    """Rows of criteria; a class, criterion and office stands once."""
    hasil: dict[tuple[int, str, str | None], Kriteria] = {}
    for nomor, baris in enumerate(barisan(nilai), 1):
        isi = tabel(baris, ("kelas", "kriteria", "rupiah"), ("opd",))
        opd = teks(isi["opd"]) if "opd" in isi else None
        satu = Kriteria(kelas(isi["kelas"]), pilihan(*KRITERIA)(isi["kriteria"]), rupiah(isi["rupiah"]), opd)
        if hasil.setdefault((satu.kelas, satu.kriteria, satu.opd), satu) is not satu:
            raise ValueError(f"baris {nomor}: kelas {satu.kelas} {satu.kriteria} disebut dua kali")
    return tuple(hasil.values())


def cuti(nilai: Any) -> Fraction | None:
    """The percent cut a working day, or None where those days earn nothing."""
    isi = tabel(nilai, (), ("potongan", "tanpa_tpp"))
    if len(isi) != 1:
        raise ValueError("isi salah satu: potongan atau tanpa_tpp")
    if "potongan" in isi:
        return persen(isi["potongan"])
    if isi["tanpa_tpp"] is not True:
        raise ValueError("tanpa_tpp hanya boleh true")
    return None


def predikat(nilai: Any) -> dict[str, Fraction]:
    """Percent by predikat: all of them with `tanpa_skp`, or (where no predikat is asked for) `tanpa_skp` alone."""
    wajib = (TANPA_SKP,) if isinstance(nilai, dict) and set(nilai) == {TANPA_SKP} else (*PREDIKAT, TANPA_SKP)
    return {nama: persen(isi) for nama, isi in tabel(nilai, wajib).items()}


def pajak_final(nilai: Any) -> dict[str, Fraction]:
    """Percent by golongan: I to IV, and `P-` with a roman number."""
    isi = tabel(nilai, (), tuple(nilai) if isinstance(nilai, dict) else ())
    if not isi:
        raise ValueError("harus memuat sedikitnya satu golongan")
    for golongan in isi:
        romawi = golongan.removeprefix("P-")
        if not romawi or set(romawi) - set("IVX") or (golongan == romawi and golongan not in GOLONGAN_FINAL):
            raise ValueError(f"golongan {golongan} tidak dikenal")
    return {golongan: persen(satu) for golongan, satu in isi.items()}


def ter(nilai: Any) -> Ter:
    """`{ kategori = { A = ["TK/0", …] }, tarif = { A = [{ sampai_rupiah, persen }, …] } }`."""
    isi = tabel(nilai, ("kategori", "tarif"))
    nama = tuple(isi["kategori"]) if isinstance(isi["kategori"], dict) else ()
    milik: dict[str, str] = {}
    for kategori, ptkp in tabel(isi["kategori"], nama).items():
        for status in barisan(ptkp):
            if milik.setdefault(teks(status), kategori) != kategori:
                raise ValueError(f"{status} ada di dua kategori")
    if not milik:
        raise ValueError("kategori kosong")
    tarif = {k: lapisan(baris, "sampai_rupiah") for k, baris in tabel(isi["tarif"], nama).items()}
    return Ter(milik, tarif)


def bpjs(nilai: Any) -> Iuran:
    """Contributions."""
    isi = tabel(nilai, ("pegawai", "pemberi_kerja", "batas"))
    return Iuran(persen(isi["pegawai"]), persen(isi["pemberi_kerja"]), rupiah(isi["batas"]))


def disiplin(nilai: Any) -> Disiplin:
    """`{ setahun = [{ dari_hari, tingkat, jenis }, …], berturut = { dari_hari, tingkat, jenis } }`."""
    isi = tabel(nilai, ("setahun",), ("berturut",))
    setahun = [_jenjang(baris) for baris in barisan(isi["setahun"])]
    if any(b.dari_hari <= a.dari_hari for a, b in zip(setahun, setahun[1:], strict=False)):
        raise ValueError("setahun: dari_hari tidak menaik")
    return Disiplin(tuple(setahun), _jenjang(isi["berturut"]) if "berturut" in isi else None)


def _jenjang(nilai: Any) -> Jenjang:
    isi = tabel(nilai, ("dari_hari", "tingkat", "jenis"))
    return Jenjang(bulat(1)(isi["dari_hari"]), pilihan(*TINGKAT)(isi["tingkat"]), teks(isi["jenis"]))


def jam_kerja(nilai: Any) -> dict[int, tuple[time, time]]:
    """(masuk, pulang) by weekday, Monday 1; `pulang` earlier than `masuk` is on the next day."""
    hasil: dict[int, tuple[time, time]] = {}
    for nomor, baris in enumerate(barisan(nilai), 1):
        isi = tabel(baris, ("hari", "masuk", "pulang"))
        jam = (_jam(isi["masuk"]), _jam(isi["pulang"]))
        if jam[0] == jam[1]:
            raise ValueError(f"baris {nomor}: masuk dan pulang sama")
        for hari in map(bulat(1, 7), barisan(isi["hari"])):
            if hari in hasil:
                raise ValueError(f"baris {nomor}: hari {hari} disebut dua kali")
            hasil[hari] = jam
    return hasil


def _jam(nilai: Any) -> time:
    if not isinstance(nilai, time) or nilai.second or nilai.microsecond:
        raise ValueError(f"{nilai!r} bukan jam dan menit")
    return nilai
