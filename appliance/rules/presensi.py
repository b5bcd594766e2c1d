"""Which punches belong to a working interval, and which of them are masuk and pulang."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from appliance.rules.fakta import BahanHari, Giliran, Koreksi

# How far around a working interval a punch may lie: fixed by the way a day is read, not by a decree.
SEBELUM = timedelta(minutes=120)
SESUDAH = timedelta(minutes=360)


def to_minute(waktu: datetime) -> datetime:
    """Without seconds: they are dropped before anything is compared."""
    return waktu.replace(second=0, microsecond=0)


def middle(giliran: Giliran) -> datetime:
    """The middle of an interval; it may fall on a half minute. A punch exactly on it is a masuk."""
    return giliran.mulai + (giliran.selesai - giliran.mulai) / 2


def correction_punches(koreksi: Iterable[Koreksi], bahan: BahanHari) -> list[datetime]:
    """The moments that approved corrections stand for, sorted.

    On a date whose interval crosses midnight, a time too early for that interval belongs to the next date.
    """
    hasil = []
    for satu in koreksi:
        giliran = bahan.giliran.get(satu.tanggal)
        malam = giliran is not None and giliran.selesai.date() > giliran.mulai.date()
        for jam in (satu.masuk, satu.pulang):
            if jam is not None:
                waktu = to_minute(datetime.combine(satu.tanggal, jam))
                if malam and giliran is not None and waktu < giliran.mulai - SEBELUM:
                    waktu += timedelta(days=1)
                hasil.append(waktu)
    return sorted(hasil)


def belonging(giliran: Giliran, lain: Iterable[Giliran], presensi: Sequence[datetime]) -> list[datetime]:
    """The punches (whole minutes, sorted) of an interval. `lain` are the intervals that may claim them too."""
    awal, akhir = giliran.mulai - SEBELUM, giliran.selesai + SESUDAH
    milik = list(presensi[bisect_left(presensi, awal) : bisect_right(presensi, akhir)])
    for pesaing in lain:
        batas_awal, batas_akhir = pesaing.mulai - SEBELUM, pesaing.selesai + SESUDAH
        if milik and batas_awal <= milik[-1] and milik[0] <= batas_akhir:
            milik = [p for p in milik if not batas_awal <= p <= batas_akhir or _wins(giliran, pesaing, p)]
    return milik


def _wins(giliran: Giliran, pesaing: Giliran, presensi: datetime) -> bool:
    sendiri, lain = _distance(giliran, presensi), _distance(pesaing, presensi)
    if sendiri != lain:
        return sendiri < lain
    lebih_awal = min(giliran, pesaing, key=lambda g: g.mulai)
    pemilik = lebih_awal if presensi <= lebih_awal.selesai else max(giliran, pesaing, key=lambda g: g.mulai)
    return pemilik is giliran


def _distance(giliran: Giliran, presensi: datetime) -> timedelta:
    return min(abs(presensi - giliran.mulai), abs(presensi - giliran.selesai))


def pair(giliran: Giliran, presensi: Sequence[datetime]) -> tuple[datetime | None, datetime | None]:
    """(masuk, pulang) of sorted punches: the earliest up to the middle, the latest after it."""
    tengah = middle(giliran)
    masuk = presensi[0] if presensi and presensi[0] <= tengah else None
    pulang = presensi[-1] if presensi and presensi[-1] > tengah else None
    return masuk, pulang
