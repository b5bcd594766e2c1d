"""PPh 21 and BPJS Kesehatan on TPP."""

from dataclasses import dataclass
from fractions import Fraction

from appliance.rules.entri import Entri
from appliance.rules.fakta import Gaji, Penempatan
from appliance.rules.hasil import Baris
from appliance.rules.hitungan import NOL, BarisTepat, Hitungan, in_words, line
from appliance.rules.penempatan import with_salary
from appliance.rules.potongan_hari import step
from appliance.rules.rupiah import round_half_up
from appliance.rules.skema_dasar import SERATUS
from appliance.rules.skema_nilai import Iuran, Ter

PPPK = "PPPK"


@dataclass(frozen=True, slots=True)
class Pemotongan:
    """What goes off a person's TPP (bpjs_1, pph_21) and what the employer adds (bpjs_4), in rupiah, with the lines."""

    golongan: str | None = None
    bpjs_1: int = 0
    bpjs_4: int = 0
    pph_21: int = 0
    baris: tuple[Baris, ...] = ()


def deductions(lembar: Hitungan, tpp: int) -> Pemotongan:
    """By the facts in force on the last day on which the person is placed; nothing for who never is."""
    if lembar.terakhir is None:
        return Pemotongan()
    tanggal, milik = lembar.terakhir
    gaji = with_salary(tanggal, milik, lembar.fakta.gaji)
    bpjs_1, bpjs_4, baris_bpjs = bpjs(lembar, tpp, gaji)
    pajak, baris_pajak = pph_21(lembar, tpp, gaji, milik)
    return Pemotongan(gaji.golongan, bpjs_1, bpjs_4, pajak, (baris_bpjs, baris_pajak))


def contributions(tpp: int, dasar_bpjs: int, iuran: Iuran) -> tuple[int, int]:
    """(bpjs_1, bpjs_4) in rupiah: the worker's and the employer's percent of what fits under the ceiling."""
    dasar = min(tpp, max(0, iuran.batas - dasar_bpjs))
    return round_half_up(dasar * iuran.pegawai / SERATUS), round_half_up(dasar * iuran.pemberi_kerja / SERATUS)


def ter_on_top(tpp: int, gaji: int, kategori: str, tabel: Ter) -> int:
    """PPh 21 by monthly effective rates (PMK 168/2023): on salary and TPP together less on salary alone, never below 0.

    All rupiah a month; each of the two is rounded.
    """

    def pajak(bruto: int) -> int:
        return round_half_up(step(tabel.tarif[kategori], bruto) * bruto / SERATUS)

    return max(0, pajak(gaji + tpp) - pajak(gaji))


def bpjs(lembar: Hitungan, tpp: int, gaji: Gaji) -> tuple[int, int, Baris]:
    """(bpjs_1, bpjs_4, the line of the worker's part)."""
    entri = lembar.month("bpjs.iuran")
    if gaji.dasar_bpjs is None:
        lembar.catatan.append("dasar BPJS belum diisi: dihitung nol")
    pegawai, pemberi = contributions(tpp, gaji.dasar_bpjs or 0, entri.nilai)
    uraian = f"Iuran BPJS Kesehatan {in_words(entri.nilai.pegawai)}"
    tepat = BarisTepat("bpjs_1", uraian, NOL, entri, persen=entri.nilai.pegawai)
    return pegawai, pemberi, line(tepat, -pegawai)


def pph_21(lembar: Hitungan, tpp: int, gaji: Gaji, milik: Penempatan) -> tuple[int, Baris]:
    """(PPh 21 in rupiah, its line) by `pajak.metode`."""
    metode = lembar.month("pajak.metode")
    if metode.nilai == "ter":
        return _ter(lembar, tpp, gaji)
    if metode.nilai == "final":
        return _final(lembar, tpp, gaji, milik)
    return 0, _line(metode, "PPh 21 tidak dipotong dari TPP", 0)


def _ter(lembar: Hitungan, tpp: int, gaji: Gaji) -> tuple[int, Baris]:
    entri = lembar.month("pajak.ter")
    tabel: Ter = entri.nilai
    kategori = tabel.kategori.get(gaji.ptkp or "")
    if gaji.gaji_bruto is None:
        lembar.lacks("gaji bruto belum diisi, padahal PPh 21 dihitung dengan TER")
    if gaji.ptkp is None:
        lembar.lacks("PTKP belum diisi, padahal PPh 21 dihitung dengan TER")
    elif kategori is None:
        lembar.lacks(f"PTKP {gaji.ptkp!r} tidak ada dalam kategori TER")
    if gaji.gaji_bruto is None or kategori is None:
        return 0, _line(entri, "PPh 21 belum dapat dihitung", 0)
    pajak = ter_on_top(tpp, gaji.gaji_bruto, kategori, tabel)
    persen = step(tabel.tarif[kategori], gaji.gaji_bruto + tpp)
    return pajak, _line(entri, f"PPh 21 TER kategori {kategori}, {in_words(persen)} dikurangi PPh gaji", pajak, persen)


def _final(lembar: Hitungan, tpp: int, gaji: Gaji, milik: Penempatan) -> tuple[int, Baris]:
    entri = lembar.month("pajak.final")
    golongan = gaji.golongan
    kunci = None
    if golongan is None:
        lembar.lacks("golongan belum diisi, padahal PPh 21 final menurut golongan")
    else:
        kunci = f"P-{golongan}" if milik.status_asn == PPPK else golongan.split("/")[0]
        if kunci not in entri.nilai:
            lembar.lacks(f"golongan {golongan!r} ({milik.status_asn}) tidak ada dalam pajak.final")
    persen: Fraction | None = entri.nilai.get(kunci)
    if persen is None:
        return 0, _line(entri, "PPh 21 belum dapat dihitung", 0)
    pajak = round_half_up(tpp * persen / SERATUS)
    return pajak, _line(entri, f"PPh 21 final golongan {golongan}, {in_words(persen)}", pajak, persen)


def _line(entri: Entri, uraian: str, pajak: int, persen: Fraction | None = None) -> Baris:
    return line(BarisTepat("pph_21", uraian, NOL, entri, persen=persen), -pajak)
