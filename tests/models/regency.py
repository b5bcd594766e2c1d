"""A small regency with decrees, machines and punches of October 2026, for stories about days and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from appliance.exchange.peraturan_berkas import shelf
from appliance.models import Mesin, MesinOpd, Pembacaan, Penempatan, Perkiraan, Predikat
from appliance.models.jejak import Pelaku
from appliance.models.pembacaan import cover
from appliance.models.penerimaan import Diterima, receive
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.penguncian import lock_offices, paying_offices
from appliance.models.peraturan import enact, propose, rak
from appliance.models.tandai import open_month
from tests.cast import Cast, build

LATER = datetime(2026, 11, 10, 9, 0)
ROOT = Pelaku(None, "uji", "uji", LATER)
OCTOBER = "2026-10"
LAST = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Stamp:
    pin: str
    waktu: datetime
    verifikasi: int | None = None
    kunci_io: int | None = None


def regency(folder: Path) -> Cast:
    """The cast under the sample decree (50/50, predikat), one machine at each office, everybody with a PIN."""
    cast = build(folder)
    for name, text in [*shelf(), ("contoh.toml", Path("tests/kasus/contoh.toml").read_text())]:
        enact(propose(text, name, ROOT), ROOT)
    for number, (kode, opd) in enumerate(cast.opd.items(), 1):
        mesin = Mesin.create(sn=f"SN{kode.upper()}", opd=opd, jalur="flashdisk", alamat="", port=4370 + number)
        MesinOpd.create(mesin=mesin, opd=opd)
    for number, person in enumerate(cast.people.values(), 1):
        Penempatan.update(pin_mesin=str(number)).where(Penempatan.pegawai == person.pegawai).execute()
    return cast


def pin_of(cast: Cast, name: str) -> str:
    return str(list(cast.people).index(name) + 1)


def workdays(first: date = date(2026, 10, 1), last: date = LAST) -> list[date]:
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    return [day for day in days if day.isoweekday() <= 5]


def full_days(pin: str, skip: tuple[date, ...] = ()) -> list[Stamp]:
    return [
        Stamp(pin, datetime.combine(day, at))
        for day in workdays()
        if day not in skip
        for at in (time(7, 20), time(16, 35))
    ]


def feed(cast: Cast, kode: str, stamps: list[Stamp], until: date | None = LAST) -> Diterima:
    """Punches arrive from an office's machine, which then holds nothing more up to `until`."""
    mesin = Mesin.get(Mesin.sn == f"SN{kode.upper()}")
    row = Pembacaan.create(mesin=mesin, jalur="flashdisk", mulai=LATER, keadaan="lengkap")
    counts = receive(mesin, stamps, (), pembacaan=row)
    if until is not None:
        cover(mesin, until, [s.waktu for s in stamps])
    return counts


def everybody_present(cast: Cast, **changed: list[Stamp]) -> None:
    """Full October days for all, but for those named in `changed`."""
    for kode in cast.opd:
        stamps: list[Stamp] = []
        for name, person in cast.people.items():
            placed = Penempatan.get(Penempatan.pegawai == person.pegawai)
            if placed.opd.kode == kode:
                stamps += changed.get(name, full_days(pin_of(cast, name)))
        feed(cast, kode, stamps)


def judge() -> None:
    open_month(OCTOBER)
    bring_up_to_date(rak(), LATER)


def with_predikat(cast: Cast, predikat: str = "baik") -> None:

    for person in cast.people.values():
        Predikat.create(pegawai=person.pegawai, bulan=OCTOBER, predikat=predikat)


def estimate(cast: Cast, name: str) -> Perkiraan:
    found: Perkiraan = Perkiraan.get((Perkiraan.pegawai == cast.people[name].pegawai) & (Perkiraan.bulan == OCTOBER))
    return found


def lock(cast: Cast, *kode: str, allow: str = "") -> dict[str, str]:
    offices = [cast.opd[k] for k in kode] or paying_offices(OCTOBER)
    return {one.opd.kode: one.keadaan for one in lock_offices(OCTOBER, offices, ROOT, allow_incomplete=allow)}
