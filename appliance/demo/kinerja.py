"""What a person promises for a month (SKP) and reports day by day: two reports in a working week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from appliance.demo.masa import days
from appliance.demo.orang import Orang

# weekday pairs on which somebody writes; chosen once for a person
HARI_LAPOR = ((1, 3), (1, 4), (2, 4), (2, 5), (3, 5))


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A row of the file `skp`."""

    nip: str
    bulan: str
    butir: str
    rhk: str
    indikator: str
    satuan: str
    target: int


@dataclass(frozen=True, slots=True)
class Lapor:
    """A report of a day with what was decided on it; `diputus` is the day of the decision."""

    nip: str
    tanggal: date
    mulai: time
    selesai: time
    uraian: str
    butir_skp: str
    volume: int
    status: str
    diputus: date | None


def group(person: Orang) -> str:
    """Which SKP items fit the post."""
    post = person.pos.nama
    if person.pos.kode not in ("staf", "kepala_ruang"):
        return "pimpinan"
    if post.startswith(("Guru", "Penjaga")):
        return "guru"
    return "rawat" if person.pos.jadwal == "6-hari" or person.pos.kode == "kepala_ruang" else "kantor"


def writing_days(person: Orang, mulai: date, selesai: date, away: frozenset[date], rng: Random) -> list[date]:
    """The dates on which the person reports; now and then one is left out."""
    pair = rng.choice(HARI_LAPOR)
    return [d for d in days(mulai, selesai) if d.isoweekday() in pair and d not in away and rng.random() > 0.03]


def month(
    person: Orang, items: Sequence[dict[str, Any]], written: Sequence[date], bulan: date, today: date, rng: Random
) -> tuple[list[Sasaran], list[Lapor]]:
    """Targets of the month `bulan` (its first day) and the reports that count for them.

    The targets are near to what eight reports bring, so that most people reach nearly all and some do not.
    """
    text = f"{bulan:%Y-%m}"
    volumes = [rng.randint(2, 5) for _ in items]
    targets = []
    for i, (item, volume) in enumerate(zip(items, volumes, strict=True)):
        share = 8 // len(items) + (i < 8 % len(items))
        target = max(1, round(share * volume * rng.uniform(0.88, 1.06)))
        targets.append(Sasaran(person.nip, text, str(i + 1), item["rhk"], item["indikator"], item["satuan"], target))
    reports = [
        _report(person, day, items[n % len(items)], n % len(items), volumes[n % len(items)], today, rng)
        for n, day in enumerate(d for d in written if f"{d:%Y-%m}" == text)
    ]
    return targets, reports


def _report(person: Orang, day: date, item: dict[str, Any], index: int, volume: int, today: date, rng: Random) -> Lapor:
    start = datetime.combine(day, time(rng.choice((8, 9, 10, 13)), rng.choice((0, 15, 30))))
    status, decided = _decision(day, today, rng)
    return Lapor(
        nip=person.nip,
        tanggal=day,
        mulai=start.time(),
        selesai=(start + timedelta(minutes=rng.choice((60, 90, 120, 150)))).time(),
        uraian=rng.choice(item["uraian"]),
        butir_skp=str(index + 1),
        volume=volume,
        status=status,
        diputus=decided,
    )


def _decision(day: date, today: date, rng: Random) -> tuple[str, date | None]:
    """Older reports are decided; of the last days most still wait for the superior."""
    decided = day + timedelta(days=rng.choice((1, 1, 1, 2, 3)))
    chance = rng.random()
    if decided >= today or ((today - day).days < 7 and chance < 0.5) or chance < 0.004:
        return "menunggu", None
    return ("dikembalikan" if chance > 0.988 else "disetujui"), decided
