"""Whose punch it is: the operator's word first, then the PIN of whoever was placed where the machine stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from appliance.models.mesin import MesinOpd
from appliance.models.penempatan import OPEN, Penempatan
from appliance.models.pin import Pin

Span = tuple[date, date, int]


def canonical(pin: str) -> str:
    """`00017` and `17` are the same PIN; letters stay as they are."""
    text = pin.strip()
    return text.lstrip("0") or "0" if text.isdigit() else text


class PinResolver:
    """The PIN table of one machine, read once for a whole reading."""

    def __init__(self, mesin_id: int) -> None:
        self.said: dict[str, list[Span]] = defaultdict(list)
        self.placed: dict[str, list[Span]] = defaultdict(list)
        said: Any = Pin.select(Pin.pin, Pin.mulai, Pin.selesai, Pin.pegawai).where(Pin.mesin == mesin_id).tuples()
        for pin, mulai, selesai, pegawai in said:
            self.said[pin].append((mulai, selesai or OPEN, pegawai))
        places: Any = MesinOpd.select(MesinOpd.opd, MesinOpd.mulai, MesinOpd.selesai)
        for opd, mulai, selesai in places.where(MesinOpd.mesin == mesin_id).tuples():
            self._add_office(opd, mulai or date.min, selesai or OPEN)

    def _add_office(self, opd_id: int, mulai: date, selesai: date) -> None:
        rows: Any = Penempatan.select(
            Penempatan.pin_mesin, Penempatan.mulai, Penempatan.sampai, Penempatan.pegawai
        ).where((Penempatan.opd == opd_id) & (Penempatan.pin_mesin != ""))
        for pin, first, last, pegawai in rows.tuples():
            if pin:
                self.placed[canonical(pin)].append((max(first, mulai), min(last, selesai), pegawai))

    def find(self, pin: str, day: date) -> int | None:
        """The person's id, or None when nobody, or more than one, holds the PIN that day."""
        for table in (self.said, self.placed):
            holders = {who for first, last, who in table.get(pin, ()) if first <= day <= last}
            if holders:
                return holders.pop() if len(holders) == 1 else None
        return None

    def knows(self, pin: str) -> bool:
        """Whether anybody ever held this PIN here."""
        return pin in self.said or pin in self.placed

    def known(self, pins: Iterable[str]) -> set[str]:
        return {pin for pin in pins if self.knows(pin)}
