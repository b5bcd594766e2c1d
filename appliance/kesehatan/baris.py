"""One line of the health of the box, and the words for numbers in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from appliance.box import Box

NADA = ("good", "info", "warn", "bad")  # from well to urgent; info: not known, or nothing to judge
KATA = {"good": "baik", "info": "belum diketahui", "warn": "perlu dilihat", "bad": "betulkan"}


@dataclass(frozen=True, slots=True)
class Baris:
    """`hal` is what it is about, `teks` how it is, `tindakan` what to do. No amounts, nothing personal."""

    hal: str
    nada: str
    teks: str
    tindakan: str = ""


@dataclass(frozen=True, slots=True)
class Tinjau:
    """What every source is given: the box, the moment, and what was looked at once for all."""

    box: Box
    now: datetime


def worst(lines: Iterable[Baris]) -> str:
    """The most urgent tone of the lines; `good` when there is none. What is not known counts as well."""
    found = max((NADA.index(line.nada) for line in lines), default=0)
    return "good" if NADA[found] == "info" else NADA[found]


def size(count: int) -> str:
    """Bytes as people say them: "1,4 GB"."""
    for unit, factor in (("TB", 1024**4), ("GB", 1024**3), ("MB", 1024**2)):
        if abs(count) >= factor:
            return f"{Decimal(count) / factor:.1f} {unit}".replace(".", ",")
    return f"{count // 1024} kB"


def when(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y %H.%M}"


def lasted(seconds: int) -> str:
    """A stretch of time by its two largest units."""
    days, rest = divmod(max(0, seconds), 86400)
    hours, minutes = rest // 3600, rest % 3600 // 60
    if days:
        return f"{days} hari {hours} jam"
    return f"{hours} jam {minutes} menit" if hours else f"{minutes} menit"
