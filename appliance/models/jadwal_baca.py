"""When machines of each road are read, and what an officer may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import JOIN

from appliance.models.mesin import Mesin
from appliance.models.opd import Opd

# After people came, at noon, after they left, and at night, when nobody stands before the machine.
READ_AT = (time(8, 45), time(12, 15), time(16, 45), time(21, 0), time(2, 0))

IN_WORDS = {
    "lan": "dibaca otomatis lewat jaringan pukul " + ", ".join(f"{t:%H.%M}" for t in sorted(READ_AT)),
    "adms": "mengirim sendiri begitu ada presensi",
    "flashdisk": "diimpor operator dari flashdisk",
    "manual": "dicatat operator pada daftar hadir",
}


@dataclass(frozen=True, slots=True)
class Sumber:
    """Where an office's data come from: up to which day all are here, and each machine's road and last contact."""

    data_sampai: date | None
    cara: str
    mesin: list[tuple[str, str, datetime | None]]  # serial, road, last contact

    @property
    def kontak(self) -> datetime | None:
        return max((kontak for _, _, kontak in self.mesin if kontak is not None), default=None)


def source_of(opd_id: int) -> Sumber:
    """One query; the office of a person always exists."""
    rows: Any = list(
        Opd.select(Opd.data_sampai, Opd.jalur, Mesin.sn, Mesin.jalur, Mesin.kontak)
        .join(Mesin, JOIN.LEFT_OUTER)
        .where(Opd.id == opd_id)
        .order_by(Mesin.sn)
        .tuples()
    )
    machines = [row[2:] for row in rows if row[2] is not None]
    return Sumber(rows[0][0], IN_WORDS.get(rows[0][1], rows[0][1]), machines)


def next_read(after: datetime) -> datetime:
    """The next moment of the timetable after `after`."""
    today = [datetime.combine(after.date(), t) for t in sorted(READ_AT)]
    later = [moment for moment in today if moment > after]
    return later[0] if later else today[0] + timedelta(days=1)
