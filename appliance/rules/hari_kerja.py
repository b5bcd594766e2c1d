"""Judging a person's days: punches, leave, corrections and outages become late minutes, missing punches, absence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from appliance.rules.fakta import BahanHari, Cuti, Gangguan, Giliran, Hari
from appliance.rules.presensi import belonging, correction_punches, pair, to_minute

LIBUR, CUTI, KERJA, BELUM, DI_LUAR = "libur", "cuti", "kerja", "belum_ada_data", "di_luar"
_HARI = timedelta(days=1)
_MENIT = timedelta(minutes=1)


def judge(tanggal: Iterable[date], bahan: BahanHari) -> list[Hari]:
    """One judged day for each date, in the given order.

    Seconds are dropped first. A working day whose interval ends on a date that is not `tercakup` reads
    `belum_ada_data`; one covered by leave or duty is not cut and needs no data; one outside every placement is not
    judged. Of several leave rows on one day the first given counts.
    """
    hakim = _Hakim(
        bahan,
        sorted(map(to_minute, bahan.presensi)),
        correction_punches(bahan.koreksi, bahan),
        frozenset(k.tanggal for k in bahan.koreksi),
    )
    return [hakim.judge(satu) for satu in tanggal]


def has_record(bulan: str, hari: Iterable[Hari], bahan: BahanHari) -> bool:
    """Whether the person has any punch, leave, duty, correction or protection in the whole month (`YYYY-MM`)."""

    def in_month(satu: date) -> bool:
        return (satu.year, satu.month) == (tahun, nomor)

    tahun, nomor = int(bulan[:4]), int(bulan[5:])
    return (
        any(in_month(p) for p in bahan.presensi)
        or any(in_month(k.tanggal) for k in bahan.koreksi)
        or any(h.cuti or h.dilindungi or h.masuk or h.pulang for h in hari)
        or any((c.mulai.year, c.mulai.month) <= (tahun, nomor) <= (c.selesai.year, c.selesai.month) for c in bahan.cuti)
    )


@dataclass(slots=True)
class _Hakim:
    bahan: BahanHari
    mesin: list[datetime]
    koreksi: list[datetime]
    tanggal_koreksi: frozenset[date]

    def judge(self, tanggal: date) -> Hari:
        giliran = self.bahan.giliran.get(tanggal)
        if tanggal not in self.bahan.ditempatkan:
            return Hari(tanggal, DI_LUAR, kerja=giliran is not None)
        if giliran is None:
            return Hari(tanggal, LIBUR, kerja=False)
        cuti = self.leave(tanggal)
        if cuti is not None:
            return Hari(tanggal, CUTI, kerja=True, mulai=giliran.mulai, selesai=giliran.selesai, cuti=cuti.jenis)
        if tanggal not in self.bahan.tercakup or giliran.selesai.date() not in self.bahan.tercakup:
            return Hari(tanggal, BELUM, kerja=True, mulai=giliran.mulai, selesai=giliran.selesai)
        return self.working_day(giliran)

    def working_day(self, giliran: Giliran) -> Hari:
        tanggal = giliran.tanggal
        pesaing = [g for g in (self.rival(tanggal - _HARI), self.rival(tanggal + _HARI)) if g is not None]
        mesin = belonging(giliran, pesaing, self.mesin)
        masuk_mesin, pulang_mesin = masuk, pulang = pair(giliran, mesin)
        koreksi = belonging(giliran, pesaing, self.koreksi) if self.koreksi else []
        if koreksi:
            masuk, pulang = pair(giliran, sorted([*mesin, *koreksi]))
        putusan = _decide(giliran, masuk, pulang, self.bahan.gangguan.get(tanggal, ()))
        return Hari(
            tanggal,
            KERJA,
            kerja=True,
            mulai=giliran.mulai,
            selesai=giliran.selesai,
            masuk_mesin=masuk_mesin,
            pulang_mesin=pulang_mesin,
            masuk=masuk,
            pulang=pulang,
            terlambat=putusan.terlambat,
            pulang_cepat=putusan.pulang_cepat,
            tanpa_masuk=putusan.tanpa_masuk,
            tanpa_pulang=putusan.tanpa_pulang,
            tanpa_keterangan=putusan.tanpa_keterangan,
            tanpa_apel=tanggal in self.bahan.tidak_apel,
            dilindungi=putusan.dilindungi,
            dikoreksi=bool(koreksi) or tanggal in self.tanggal_koreksi,
        )

    def rival(self, tanggal: date) -> Giliran | None:
        giliran = self.bahan.giliran.get(tanggal)
        if giliran is None or tanggal not in self.bahan.ditempatkan or self.leave(tanggal) is not None:
            return None
        return giliran

    def leave(self, tanggal: date) -> Cuti | None:
        return next((c for c in self.bahan.cuti if c.mulai <= tanggal <= c.selesai), None)


@dataclass(slots=True)
class _Putusan:
    terlambat: int = 0
    pulang_cepat: int = 0
    tanpa_masuk: bool = False
    tanpa_pulang: bool = False
    tanpa_keterangan: bool = False
    dilindungi: bool = False


def _decide(
    giliran: Giliran, masuk: datetime | None, pulang: datetime | None, gangguan: Sequence[Gangguan]
) -> _Putusan:
    """What is missing or late, less what an outage spares.

    A missing masuk is spared when an outage covers the begin of the interval, a missing pulang when it covers the end,
    and minutes within an outage do not count. Where one side is spared the day is not one without explanation.
    """
    mulai, selesai = giliran.mulai, giliran.selesai
    putusan = _Putusan()
    if masuk is None and _covers(gangguan, mulai) or pulang is None and _covers(gangguan, selesai):
        putusan.dilindungi = True
    elif masuk is None and pulang is None:
        putusan.tanpa_keterangan = True
        return putusan
    putusan.tanpa_masuk = masuk is None and not _covers(gangguan, mulai)
    putusan.tanpa_pulang = pulang is None and not _covers(gangguan, selesai)
    telat = (mulai, masuk) if masuk is not None and masuk > mulai else None
    cepat = (pulang, selesai) if pulang is not None and pulang < selesai else None
    putusan.terlambat = _minutes(telat, gangguan)
    putusan.pulang_cepat = _minutes(cepat, gangguan)
    if putusan.terlambat < _minutes(telat, ()) or putusan.pulang_cepat < _minutes(cepat, ()):
        putusan.dilindungi = True
    return putusan


def _covers(gangguan: Sequence[Gangguan], waktu: datetime) -> bool:
    return any(to_minute(g.mulai) <= waktu and (g.selesai is None or waktu <= to_minute(g.selesai)) for g in gangguan)


def _minutes(rentang: tuple[datetime, datetime] | None, gangguan: Sequence[Gangguan]) -> int:
    """Whole minutes of a span outside every outage."""
    if rentang is None:
        return 0
    awal, akhir = rentang
    sisa = akhir - awal
    for g in sorted(gangguan, key=lambda g: g.mulai):
        dari = max(awal, to_minute(g.mulai))
        sampai = akhir if g.selesai is None else min(akhir, to_minute(g.selesai))
        if sampai > dari:
            sisa -= sampai - dari
            awal = sampai
    return sisa // _MENIT
