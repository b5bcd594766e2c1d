"""Bringing the made-up punches in, machine by machine and week by week, through the door that real ones use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from appliance.demo.kabupaten import Kabupaten
from appliance.demo.masa import Masa
from appliance.demo.mesin import NOT_BROUGHT, SILENT, Alat
from appliance.devices.punch import Punch, Rejected
from appliance.models.cakupan import settle
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.opd import Opd
from appliance.models.penerimaan import receive

Stamps = Sequence[tuple[datetime, str]]


def bring_in(kab: Kabupaten, stamps: dict[Alat, list[tuple[datetime, str]]], first: date) -> None:
    """Enter what the machines of one office hold from `first` on; a machine that is in already is passed over."""
    for alat, held in stamps.items():
        mesin = Mesin.get(Mesin.sn == alat.sn)
        last = reach(alat, kab.masa)
        if mesin.tercakup is None or mesin.tercakup < last:
            _read(mesin, alat, [s for s in held if first <= s[0].date() <= last], last, kab)
    for kode in {alat.opd for alat in stamps}:
        settle(Opd.get(Opd.kode == kode).id)


def reach(alat: Alat, masa: Masa) -> date:
    """The last day of which everything has arrived: yesterday, but for what went wrong and what comes by stick."""
    if alat.opd == SILENT:
        return masa.lalu.replace(day=17)
    if alat.opd == NOT_BROUGHT:
        return masa.lalu.replace(day=24)
    if alat.jalur == "flashdisk":  # somebody brings the stick on Mondays
        return max(masa.kini - timedelta(days=1), masa.hari - timedelta(days=masa.hari.isoweekday()))
    return masa.kemarin


def _read(mesin: Mesin, alat: Alat, held: Stamps, last: date, kab: Kabupaten) -> None:
    rng = kab.rng("bacaan", alat.sn)
    counted, drift = 0, rng.randint(-20, 45)
    moment = datetime.combine(last, time(5))
    for week in _weeks(held):
        counted += len(week)
        day = min(week[-1][0].date() + timedelta(days=1), kab.masa.hari)
        moment = datetime.combine(day, time(5, rng.randrange(60)))
        reading = Pembacaan.create(
            mesin=mesin, jalur=alat.jalur, mulai=moment, selesai=moment + timedelta(seconds=rng.randint(2, 40)),
            keadaan="lengkap", diklaim=counted, terbaca=len(week), selisih_jam=drift,
        )  # fmt: skip
        punches = [Punch(pin, pin, waktu, 1, 0) for waktu, pin in week]
        taken = receive(mesin, punches, _doubtful(alat, kab.masa, counted), pembacaan=reading)
        reading.baru, reading.karantina, reading.pin_asing = taken.baru, taken.karantina, len(taken.asing or {})
        reading.save()
    mesin.tercakup, mesin.kontak, mesin.jumlah, mesin.selisih_jam = last, moment, counted, drift
    mesin.keadaan, mesin.kapasitas = "lengkap", 100_000
    if alat.opd == SILENT:
        _fall_silent(mesin, alat, kab.masa)
    mesin.save()


def _weeks(held: Stamps) -> Iterator[Stamps]:
    start = 0
    for end in range(1, len(held) + 1):
        if end == len(held) or held[end][0].isocalendar()[:2] != held[start][0].isocalendar()[:2]:
            yield held[start:end]
            start = end


def _doubtful(alat: Alat, masa: Masa, counted: int) -> list[Rejected]:
    """One machine lost its clock after a power cut and kept a record of the year 2000."""
    if alat.opd != "DLH":
        return []
    raw = f"{17:>9}\t2000-01-01 00:{counted % 60:02d}:11\t1\t0\t1\t0"
    reason = "waktu sebelum tahun 2015, jam mesin kemungkinan pernah kembali ke awal"
    return [Rejected(counted, raw, reason, "terlalu_lama")] if counted % 2 else []


def _fall_silent(mesin: Mesin, alat: Alat, masa: Masa) -> None:
    mesin.keadaan = "tak_terjangkau"
    for back in (3, 2, 1):
        moment = datetime.combine(masa.hari - timedelta(days=back), time(5, 10))
        Pembacaan.create(
            mesin=mesin, jalur=alat.jalur, mulai=moment, selesai=moment + timedelta(seconds=12),
            keadaan="tak_terjangkau", pesan="Mesin tidak menjawab dalam 12 detik.",
        )  # fmt: skip


def machine_file(held: Stamps) -> str:
    """A USB export of these punches: PIN padded to nine, six columns, CRLF."""
    return "".join(f"{pin:>9}\t{waktu:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\r\n" for waktu, pin in held)
