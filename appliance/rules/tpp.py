"""The formula: from one person's month of facts and the decrees to the rupiah. There is no other one."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from appliance.rules.besaran import base
from appliance.rules.disiplin import SEDANG, in_force
from appliance.rules.fakta import BulanPegawai
from appliance.rules.hari_kerja import BELUM
from appliance.rules.hasil import Baris, Hasil, TidakLengkap
from appliance.rules.hitungan import HUKDIS, NOL, BarisTepat, Hitungan, in_words
from appliance.rules.kinerja import Kinerja, performance
from appliance.rules.pajak import deductions
from appliance.rules.potongan_hari import APEL, TANPA_TPP, Potongan, day_cuts
from appliance.rules.rak import Rak
from appliance.rules.rupiah import allocate, persen_teks, round_half_up
from appliance.rules.skema_dasar import SERATUS

__all__ = ["Baris", "Hasil", "TidakLengkap", "hitung", "persen_teks"]


class _Dasar(NamedTuple):
    bobot: tuple[Fraction, Fraction]
    kinerja: Kinerja
    pagu: Fraction
    persen_potongan: Fraction


@dataclass(slots=True)
class _Bagian:
    """The two parts in exact rupiah: performance and attendance."""

    kinerja: Fraction
    kehadiran: Fraction

    @property
    def jumlah(self) -> Fraction:
        return self.kinerja + self.kehadiran


def hitung(fakta: BulanPegawai, rak: Rak, *, perkiraan: bool = False) -> Hasil:
    """One person's TPP of one month.

    Raises TidakLengkap when a fact that the decrees need is missing, with all reasons; with `perkiraan` (the estimate
    before the month is over) never: days without data cost nothing and `kurang` says what is missing. Raises
    EntriTiadaAda when no decree gives an entry that is needed.
    """
    lembar = Hitungan.begin(fakta, rak, perkiraan=perkiraan)
    pagu, besaran = base(lembar)
    bobot = lembar.month("tpp.bobot")
    kinerja = performance(lembar)
    _performance_lines(lembar, besaran * bobot.nilai[0] / SERATUS, kinerja)
    bagian = _Bagian(besaran * bobot.nilai[0] / SERATUS * kinerja.akhir / SERATUS, besaran * bobot.nilai[1] / SERATUS)
    potongan = list(day_cuts(lembar))
    persen_potongan = _attendance(lembar, bagian, [p for p in potongan if p.kode != TANPA_TPP])
    _days_without_pay(lembar, bagian, [p for p in potongan if p.kode == TANPA_TPP])
    hukdis = _punishments(lembar, bagian.jumlah)
    if _without_record(lembar, bagian.jumlah - hukdis):
        bagian, hukdis = _Bagian(NOL, NOL), NOL
    return _result(lembar, _Dasar(bobot.nilai, kinerja, pagu, persen_potongan), bagian, hukdis)


def _performance_lines(lembar: Hitungan, penuh: Fraction, kinerja: Kinerja) -> None:
    if not lembar.dinas:
        return
    nilai = -penuh * (SERATUS - kinerja.dasar) / SERATUS
    lembar.baris.append(BarisTepat("kinerja", kinerja.uraian, nilai, kinerja.entri, persen=kinerja.dasar))
    if kinerja.sanksi is not None:
        nilai = -penuh * (kinerja.dasar - kinerja.akhir) / SERATUS
        uraian = f"Tidak menilai laporan bawahan: dikurangi {in_words(kinerja.dasar - kinerja.akhir)}"
        lembar.baris.append(
            BarisTepat("tidak_menilai_bawahan", uraian, nilai, kinerja.sanksi, persen=kinerja.sanksi.nilai)
        )


def _attendance(lembar: Hitungan, bagian: _Bagian, potongan: list[Potongan]) -> Fraction:
    """Cuts `bagian` by the days' percents, writes their lines, and returns cap(A + P) in percent.

    With A the day cuts and P the apel cuts, `kehadiran.dasar_potongan` says what is cut by which: `kehadiran` the
    attendance part by A + P, `total` both parts by A + P, `keduanya` the performance part by A and the other by A + P.
    """
    dasar: str = lembar.month("kehadiran.dasar_potongan").nilai
    batas = lembar.month("kehadiran.batas")
    paling: Fraction = batas.nilai
    apel = sum((p.persen for p in potongan if p.kode == APEL), NOL)
    semua = sum((p.persen for p in potongan), NOL)
    kena_kinerja = {"kehadiran": NOL, "total": semua, "keduanya": semua - apel}[dasar]
    semua_bagian, kehadiran_saja = -bagian.jumlah / SERATUS, -bagian.kehadiran / SERATUS  # what one percent takes
    for p in potongan:
        kinerja_juga = dasar == "total" or (dasar == "keduanya" and p.kode != APEL)
        nilai = (semua_bagian if kinerja_juga else kehadiran_saja) * p.persen
        lembar.baris.append(BarisTepat(p.kode, p.uraian, nilai, p.entri, p.tanggal, p.persen))
    potong_kinerja, potong_kehadiran = min(paling, kena_kinerja), min(paling, semua)
    kembali = bagian.kinerja * (kena_kinerja - potong_kinerja) + bagian.kehadiran * (semua - potong_kehadiran)
    if kembali:
        uraian = f"Batas potongan kehadiran {in_words(batas.nilai)}"
        lembar.baris.append(BarisTepat("batas", uraian, kembali / SERATUS, batas, persen=batas.nilai))
    bagian.kinerja *= 1 - potong_kinerja / SERATUS
    bagian.kehadiran *= 1 - potong_kehadiran / SERATUS
    return potong_kehadiran


def _days_without_pay(lembar: Hitungan, bagian: _Bagian, potongan: list[Potongan]) -> None:
    if not potongan:
        return
    nilai = -bagian.jumlah / lembar.pembagi
    lembar.baris += [BarisTepat(p.kode, p.uraian, nilai, p.entri, p.tanggal) for p in potongan]
    dibayar = Fraction(lembar.pembagi - len(potongan), lembar.pembagi)
    bagian.kinerja *= dibayar
    bagian.kehadiran *= dibayar


def _punishments(lembar: Hitungan, jumlah: Fraction) -> Fraction:
    """What punishments in force take off, one after the other."""
    sisa = jumlah
    for hukdis in in_force(lembar.fakta.hukdis, lembar.fakta.bulan):
        entri = None
        if hukdis.potongan_persen is not None:
            persen = min(Fraction(SERATUS), Fraction(hukdis.potongan_persen))
        elif hukdis.tingkat == SEDANG:
            entri = lembar.month("hukdis.sedang")
            persen = entri.nilai
        else:
            continue
        uraian = f"Hukuman disiplin {hukdis.tingkat} {in_words(persen)}"
        pasal = "" if entri else hukdis.nomor_sk or "keputusan hukuman disiplin"
        nilai = -sisa * persen / SERATUS
        lembar.baris.append(BarisTepat(HUKDIS, uraian, nilai, entri, persen=persen, pasal=pasal))
        sisa += nilai
    return jumlah - sisa


def _without_record(lembar: Hitungan, jumlah: Fraction) -> bool:
    """Whether the whole month pays nothing because there is no record at all; not before all its data are there."""
    if lembar.fakta.ada_rekaman or not lembar.dinas or any(h.keadaan == BELUM for h, _ in lembar.dinas):
        return False
    entri = lembar.month("kehadiran.tanpa_rekaman")
    if entri.nilai != "nol":
        return False
    lembar.baris.append(BarisTepat("tanpa_rekaman", "Tanpa rekaman presensi sebulan", -jumlah, entri))
    return True


def _result(lembar: Hitungan, dasar: _Dasar, bagian: _Bagian, hukdis: Fraction) -> Hasil:
    tpp = round_half_up(bagian.jumlah - hukdis)
    tpp_kinerja, tpp_kehadiran, minus_hukdis = allocate([bagian.kinerja, bagian.kehadiran, -hukdis], tpp)
    kena = deductions(lembar, tpp)
    if lembar.alasan and not lembar.perkiraan:
        raise TidakLengkap(lembar.alasan)
    return Hasil(
        **_who(lembar),
        golongan=kena.golongan,
        bobot_kinerja=dasar.bobot[0],
        bobot_kehadiran=dasar.bobot[1],
        pagu=round_half_up(dasar.pagu),
        persen_kinerja=dasar.kinerja.akhir,
        persen_potongan_kehadiran=dasar.persen_potongan,
        tpp_kinerja=tpp_kinerja,
        tpp_kehadiran=tpp_kehadiran,
        potongan_hukdis=-minus_hukdis,
        tpp=tpp,
        bpjs_4=kena.bpjs_4,
        bpjs_1=kena.bpjs_1,
        pph_21=kena.pph_21,
        bersih=tpp - kena.bpjs_1 - kena.pph_21,
        rincian=lembar.whole(tpp, -minus_hukdis),
        potongan=kena.baris,
    )


def _who(lembar: Hitungan) -> dict[str, Any]:
    milik = lembar.terakhir[1] if lembar.terakhir else None
    return {
        "bulan": lembar.fakta.bulan,
        "opd": milik.opd if milik else "",
        "kelas_jabatan": milik.kelas_jabatan if milik else None,
        "status_asn": milik.status_asn if milik else "",
        "hari_kerja": lembar.pembagi,
        "hari_ditempatkan": len(lembar.dinas),
        "contoh": lembar.contoh,
        "peraturan_ids": tuple(sorted(lembar.dipakai)),
        "kurang": tuple(lembar.alasan),
        "catatan": tuple(lembar.catatan),
    }
