"""The time that the demonstration covers, seen from one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Masa:
    """The last full month and the running one up to yesterday; `dua_lalu` is the month before, for a few offices."""

    hari: date

    @property
    def kemarin(self) -> date:
        return self.hari - timedelta(days=1)

    @property
    def kini(self) -> date:
        return self.hari.replace(day=1)

    @property
    def lalu(self) -> date:
        return (self.kini - timedelta(days=1)).replace(day=1)

    @property
    def dua_lalu(self) -> date:
        return (self.lalu - timedelta(days=1)).replace(day=1)

    @property
    def akhir_kini(self) -> date:
        return (self.kini + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def bulan(self) -> list[str]:
        """The two months, as YYYY-MM."""
        return [f"{self.lalu:%Y-%m}", f"{self.kini:%Y-%m}"]


def days(mulai: date, selesai: date) -> list[date]:
    """Every date from `mulai` to `selesai`, none when it lies before."""
    return [mulai + timedelta(days=i) for i in range((selesai - mulai).days + 1)]
