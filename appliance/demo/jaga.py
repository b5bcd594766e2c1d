"""Shifts of those who nurse around the clock: early, late, night, two days off, each person with an offset."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

# local schedules; a shift that ends before it begins ends on the next day
GILIRAN = {"PAGI": ("07:30", "14:00"), "SIANG": ("14:00", "21:00"), "MALAM": ("21:00", "07:30")}
PUTARAN = ("PAGI", "PAGI", "SIANG", "SIANG", "MALAM", "MALAM", "LIBUR", "LIBUR")
EPOCH = date(2020, 1, 1)


def schedules() -> list[dict[str, Any]]:
    """Rows of the file `jadwal`: each shift on every weekday."""
    return [
        {"kode": kode, "hari": hari, "masuk": masuk, "pulang": pulang, "berlaku_mulai": EPOCH}
        for kode, (masuk, pulang) in GILIRAN.items()
        for hari in range(1, 8)
    ]


def roster(dates: Iterable[date], rng: Random) -> dict[date, str]:
    """One person's shifts on these dates."""
    offset = rng.randrange(len(PUTARAN))
    return {day: PUTARAN[((day - EPOCH).days + offset) % len(PUTARAN)] for day in dates}
