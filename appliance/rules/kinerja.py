"""kinerja%: how much of the performance part a person earned in a month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import NamedTuple

from appliance.rules.entri import Entri, EntriTiadaAda
from appliance.rules.fakta import Laporan, Skp
from appliance.rules.hari_kerja import BELUM, CUTI
from appliance.rules.hitungan import NOL, SEMENTARA, Hitungan, in_words
from appliance.rules.skema_dasar import SERATUS
from appliance.rules.skema_nilai import PREDIKAT, TANPA_SKP

PENUH = Fraction(SERATUS)


@dataclass(frozen=True, slots=True)
class Kinerja:
    """`dasar` is the percent by the method, `akhir` after the points off for reports left unassessed, if any."""

    dasar: Fraction
    akhir: Fraction
    uraian: str
    entri: Entri
    sanksi: Entri | None = None


class Capaian(NamedTuple):
    """A target with the approved volume and its percent, 0 to 100."""

    skp: Skp
    volume: Fraction
    persen: Fraction


class Menit(NamedTuple):
    """Approved minutes of a day, and those of them that count: never more than the effective minutes."""

    tanggal: date
    menit: int
    diakui: int


def performance(lembar: Hitungan) -> Kinerja:
    """The percent by `kinerja.metode`, less `kinerja.tidak_menilai_bawahan` where that applies; 0 to 100."""
    metode = lembar.month("kinerja.metode").nilai
    dasar, uraian, entri = {"predikat": _predikat, "capaian": _capaian, "menit": _menit}[metode](lembar)
    sanksi = None
    akhir = dasar
    if lembar.fakta.tidak_menilai_bawahan:
        sanksi = lembar.rak.cari("kinerja.tidak_menilai_bawahan", lembar.akhir)
        if sanksi is not None:
            akhir = max(NOL, dasar - lembar.use(sanksi).nilai)
    return Kinerja(dasar, akhir, f"{uraian}: {in_words(dasar)}", entri, sanksi)


def _rate(lembar: Hitungan, nama: str) -> tuple[Fraction, Entri]:
    entri = lembar.month("kinerja.predikat")
    persen: Fraction | None = entri.nilai.get(nama)
    if persen is None:
        raise EntriTiadaAda(f"kinerja.predikat.{nama}", lembar.akhir, [entri.peraturan_id])
    return persen, entri


def _predikat(lembar: Hitungan) -> tuple[Fraction, str, Entri]:
    predikat = lembar.fakta.predikat
    if predikat is None:
        lembar.catatan.append("belum ada predikat kinerja bulan ini: dihitung tanpa SKP")
        persen, entri = _rate(lembar, TANPA_SKP)
        return persen, "Kinerja, tanpa predikat", entri
    try:
        persen, entri = _rate(lembar, predikat)
    except EntriTiadaAda:
        if predikat in PREDIKAT:
            raise
        lembar.lacks(f"predikat {predikat!r} tidak dikenal")
        persen, entri = _rate(lembar, TANPA_SKP)
    return persen, f"Kinerja, predikat {predikat.replace('_', ' ')}", entri


def _capaian(lembar: Hitungan) -> tuple[Fraction, str, Entri]:
    skp = lembar.fakta.skp
    if not skp:
        lembar.catatan.append("belum ada butir SKP bulan ini: dihitung tanpa SKP")
        persen, entri = _rate(lembar, TANPA_SKP)
        return persen, "Kinerja, tanpa SKP", entri
    butir = items(lembar)
    bobot = [Fraction(1 if s.bobot is None else s.bobot) for s in skp]
    if len({s.bobot is None for s in skp}) > 1 or sum(bobot) <= 0:
        lembar.lacks("bobot SKP harus diisi untuk semua butir atau tidak sama sekali")
        bobot = [Fraction(1)] * len(skp)
    nilai = sum((b * one.persen for b, one in zip(bobot, butir, strict=True)), NOL)
    return nilai / sum(bobot), f"Kinerja, capaian {len(skp)} butir SKP", lembar.month("kinerja.metode")


def items(lembar: Hitungan) -> list[Capaian]:
    """What each SKP item of the month came to by approved reports."""
    volume: defaultdict[str, Fraction] = defaultdict(Fraction)
    for laporan in lembar.fakta.laporan:
        if laporan.butir_skp is not None and laporan.volume is not None and _in_month(lembar, laporan):
            volume[laporan.butir_skp] += Fraction(laporan.volume)
    lalu = _elapsed(lembar)
    return [Capaian(s, volume[s.butir], _item(lembar, s, volume[s.butir], lalu)) for s in lembar.fakta.skp]


def _elapsed(lembar: Hitungan) -> Fraction:
    """Which part of the month's target is due: all of it, in an estimate that of the working days known so far.

    Without it the estimate of the tenth would show a third of what the month will give, and frighten everybody.
    """
    known = sum(h.keadaan != BELUM for h, _ in lembar.dinas)
    if not lembar.perkiraan or known == len(lembar.dinas):
        return Fraction(1)
    note = f"{SEMENTARA} target SKP sebanding dengan {known} dari {len(lembar.dinas)} hari kerja yang sudah ada datanya"
    if note not in lembar.catatan:
        lembar.catatan.append(note)
    return Fraction(known, len(lembar.dinas))


def _item(lembar: Hitungan, skp: Skp, volume: Fraction, lalu: Fraction) -> Fraction:
    if skp.target <= 0:
        lembar.lacks(f"target butir SKP {skp.butir} harus lebih dari nol")
        return NOL
    due = Fraction(skp.target) * lalu
    return max(NOL, min(PENUH, volume / due * SERATUS)) if due else PENUH


def _menit(lembar: Hitungan) -> tuple[Fraction, str, Entri]:
    entri = lembar.month("kinerja.menit_efektif")
    sehari: int = entri.nilai
    wajib = sehari * sum(h.keadaan not in (CUTI, BELUM) for h, _ in lembar.dinas)
    menit = sum(one.diakui for one in minutes(lembar))
    persen = min(PENUH, Fraction(menit * SERATUS, wajib)) if wajib else PENUH
    return persen, f"Kinerja, {menit} dari {wajib} menit kerja efektif", entri


def minutes(lembar: Hitungan) -> list[Menit]:
    """Approved minutes of each working day that has any, overlaps once, and how many of them count."""
    sehari: int = lembar.month("kinerja.menit_efektif").nilai
    # A day without data yet asks for no minutes, so those written on it wait too: else they would stand for others.
    hari_kerja = {h.tanggal for h, _ in lembar.dinas if h.keadaan != BELUM}
    menurut_hari: defaultdict[date, list[tuple[int, int]]] = defaultdict(list)
    for laporan in lembar.fakta.laporan:
        if laporan.tanggal in hari_kerja:
            menurut_hari[laporan.tanggal].append((_minute(laporan.mulai), _minute(laporan.selesai)))
    counted = ((day, _union(rentang)) for day, rentang in sorted(menurut_hari.items()))
    return [Menit(day, menit, min(sehari, menit)) for day, menit in counted]


def _minute(jam: time) -> int:
    return jam.hour * 60 + jam.minute


def _union(rentang: list[tuple[int, int]]) -> int:
    menit, sampai = 0, 0
    for mulai, selesai in sorted(rentang):
        menit += max(0, selesai - max(mulai, sampai))
        sampai = max(sampai, selesai)
    return menit


def _in_month(lembar: Hitungan, laporan: Laporan) -> bool:
    return (laporan.tanggal.year, laporan.tanggal.month) == (lembar.akhir.year, lembar.akhir.month)
