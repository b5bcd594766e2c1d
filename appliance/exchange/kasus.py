"""Runs worked cases: a month of facts, the decrees, and the amounts that a person worked out by hand."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TextIO

from appliance.exchange.kasus_baca import KasusKeliru, baris
from appliance.exchange.kasus_fakta import KASUS, month
from appliance.exchange.peraturan_berkas import read_decree, shelf
from appliance.rules.entri import EntriTiadaAda, Peraturan, PeraturanKeliru
from appliance.rules.hasil import Hasil, TidakLengkap
from appliance.rules.jadwal import KeliruJadwal
from appliance.rules.peraturan import parse
from appliance.rules.rak import Rak
from appliance.rules.rupiah import DESIMAL, persen_teks, round_half_up
from appliance.rules.skema import JAM_KERJA
from appliance.rules.tpp import hitung

TEKS = ("nip", "nama", "opd")
PERSEN = ("persen_kinerja", "persen_potongan_kehadiran")
RUPIAH = (
    "pagu",
    "tpp_kinerja",
    "tpp_kehadiran",
    "potongan_hukdis",
    "tpp",
    "bpjs_4",
    "bpjs_1",
    "pph_21",
    "bersih",
)
DITOLAK = "refused"
HARAP = (*TEKS, "kelas_jabatan", *PERSEN, *RUPIAH)


def run_kasus(paths: Sequence[Path], out: TextIO) -> tuple[int, int]:
    """(passed, failed) of all cases in the files; one line each on `out`, and the two numbers at the end.

    A file that cannot be read, or a key that is not known, counts as failed and says which file and key. A decree that
    stands among the files is only checked.
    """
    lulus = gagal = 0
    for path in paths:
        for nama, kurang in _file(Path(path)):
            if kurang:
                gagal += 1
                print(f"GAGAL {path}: {nama}: {'; '.join(kurang)}", file=out)
            else:
                lulus += 1
                print(f"LULUS {path}: {nama}", file=out)
    print(f"{lulus} passed, {gagal} failed", file=out)
    return lulus, gagal


def _file(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(name of the case, what is wrong with it) for each case of a file."""
    try:
        isi = tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
        if isinstance(isi.get("peraturan"), dict) and "kasus" not in isi:
            read_decree(path)
            return
        for kunci in isi.keys() - {"peraturan", "kasus"}:
            raise KasusKeliru(f"{kunci}: kunci tidak dikenal")
        rak = _shelf(path, isi.get("peraturan"))
        semua = isi.get("kasus")
        if not isinstance(semua, list) or not semua:
            raise KasusKeliru("kasus: harus berupa daftar yang tidak kosong")
    except OSError as galat:
        yield "berkas", [f"tidak dapat dibaca: {galat.strerror}"]
        return
    except (ValueError, KasusKeliru) as galat:
        yield "berkas", str(galat).splitlines()
        return
    for nomor, kasus in enumerate(semua, 1):
        nama = kasus.get("nama", f"kasus[{nomor}]") if isinstance(kasus, dict) else f"kasus[{nomor}]"
        yield str(nama), _case(kasus, f"kasus[{nomor}]", rak)


def _shelf(path: Path, nama: Any) -> Rak:
    if not isinstance(nama, list) or not nama or not all(isinstance(n, str) for n in nama):
        raise KasusKeliru("peraturan: harus berupa daftar nama berkas")
    return Rak((read_decree(path.parent / n) for n in nama), _fallback())


def _fallback() -> Iterator[Peraturan]:
    """Of the national shelf only hours and TER tables, and nothing that ends by itself (Ramadan)."""
    for nama, text in shelf():
        peraturan = parse(text, nama)
        if peraturan.sampai is None:
            dipakai = {k: e for k, e in peraturan.entri.items() if k.startswith(JAM_KERJA) or k == "pajak.ter"}
            yield replace(peraturan, entri=dipakai)


def _case(kasus: Any, letak: str, rak: Rak) -> list[str]:
    try:
        isi = baris(kasus, KASUS, ("nama", "bulan", "pegawai", "harap"), letak)
        harap = isi["harap"]
        if not isinstance(harap, dict) or not harap:
            raise KasusKeliru(f"{letak}.harap: harus berupa tabel yang tidak kosong")
        for kunci in harap.keys() - {*HARAP, DITOLAK}:
            raise KasusKeliru(f"{letak}.harap.{kunci}: kunci tidak dikenal")
        hasil = hitung(month(isi, rak), rak)
    except KasusKeliru as galat:
        return [str(galat)]
    except (TidakLengkap, EntriTiadaAda, KeliruJadwal, PeraturanKeliru) as galat:
        ditolak = harap.get(DITOLAK)
        return [] if isinstance(ditolak, str) and ditolak and ditolak in str(galat) else [f"ditolak: {galat}"]
    return list(_differences(harap, hasil, isi["pegawai"]))


def _differences(harap: Mapping[str, Any], hasil: Hasil, pegawai: Mapping[str, Any]) -> Iterator[str]:
    for kunci, nilai in harap.items():
        if kunci == DITOLAK:
            yield f"tidak ditolak, tpp {hasil.tpp}"
            continue
        nyata: Any = pegawai.get(kunci) if kunci in ("nip", "nama") else getattr(hasil, kunci)
        sama = _same_percent(nyata, nilai) if kunci in PERSEN else nyata == nilai and not isinstance(nilai, bool)
        if not sama:
            tampil = persen_teks(nyata) if kunci in PERSEN else nyata
            yield f"{kunci} harap {nilai}, hasil {tampil}"


def _same_percent(nyata: Fraction, harap: Any) -> bool:
    """Exactly; a percent that four decimals cannot hold is compared at the decimals written, at least two."""
    try:
        tertulis = Decimal(harap) if isinstance(harap, str | int | Decimal) else None
    except ArithmeticError:
        return False
    if tertulis is None or not tertulis.is_finite():
        return False
    if (nyata * 10**DESIMAL).denominator == 1:
        return nyata == Fraction(tertulis)
    eksponen = tertulis.as_tuple().exponent
    skala = 10 ** max(2, -eksponen if isinstance(eksponen, int) else 0)
    return Fraction(round_half_up(nyata * skala), skala) == Fraction(tertulis)
