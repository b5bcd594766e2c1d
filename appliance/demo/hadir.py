"""When a made-up person puts a finger on the machine: one working interval, one temper, a run of chance."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from appliance.demo.kejadian import Watak
from appliance.rules.fakta import Giliran

SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Jejak:
    """What a person left behind: punches, forgotten ones (date, side, when it would have been), missed apel."""

    presensi: list[datetime] = field(default_factory=list)
    lupa: list[tuple[date, str, datetime]] = field(default_factory=list)
    tanpa_apel: list[date] = field(default_factory=list)

    def join(self, later: Jejak) -> None:
        """Add what came after."""
        self.presensi += later.presensi
        self.lupa += later.lupa
        self.tanpa_apel += later.tanpa_apel


def attend(intervals: Iterable[Giliran], away: Container[date], watak: Watak, rng: Random) -> Jejak:
    """Go through the working intervals of a person, in order."""
    trace = Jejak()
    for interval in intervals:
        if interval.tanggal in away or _happens(watak.mangkir, rng):
            continue
        masuk, pulang = _arrival(interval, watak, rng), _departure(interval, watak, rng)
        forgotten = rng.choice(("masuk", "pulang")) if _happens(watak.lupa, rng) else ""
        for name, moment in (("masuk", masuk), ("pulang", pulang)):
            if name == forgotten:
                trace.lupa.append((interval.tanggal, name, moment))
                continue
            trace.presensi.append(moment)
            if _happens(150, rng):  # a second finger, to be sure
                trace.presensi.append(moment + rng.randint(2, 50) * SECOND)
        if interval.tanggal.isoweekday() == 1 and _happens(watak.tanpa_apel, rng):
            trace.tanpa_apel.append(interval.tanggal)
    return trace


def _happens(chance: int, rng: Random) -> bool:
    return rng.randrange(10_000) < chance


def _arrival(interval: Giliran, watak: Watak, rng: Random) -> datetime:
    if _happens(watak.terlambat, rng):
        return interval.mulai + int(60 + rng.expovariate(1 / 1100)) * SECOND
    return interval.mulai - int(rng.triangular(20, 2700, 600)) * SECOND


def _departure(interval: Giliran, watak: Watak, rng: Random) -> datetime:
    if _happens(watak.pulang_cepat, rng):
        return interval.selesai - int(60 + min(rng.expovariate(1 / 1500), 9000)) * SECOND
    return interval.selesai + int(rng.triangular(10, 3600, 420)) * SECOND
