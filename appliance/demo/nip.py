"""Numbers of made-up people: 18 digits by the rules of Perka BKN 22/2007 (PNS) and the custom for PPPK."""

from __future__ import annotations

from collections import Counter
from datetime import date


class Numbers:
    """Gives out NIPs; the last three digits keep those of the same days apart."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def pns(self, lahir: date, tmt: date, perempuan: bool) -> str:
        """Birth, first month of service, sex, running number."""
        return self._next(f"{lahir:%Y%m%d}{tmt:%Y%m}{_sex(perempuan)}")

    def pppk(self, lahir: date, tahun: int, perempuan: bool) -> str:
        """Birth, year of appointment and 21 (no month), sex, running number."""
        return self._next(f"{lahir:%Y%m%d}{tahun:04d}21{_sex(perempuan)}")

    def _next(self, head: str) -> str:
        self.given[head] += 1
        return f"{head}{self.given[head]:03d}"


def _sex(perempuan: bool) -> str:
    return "2" if perempuan else "1"
