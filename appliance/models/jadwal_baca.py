"""When machines of each road are read, and what an officer may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import JOIN

from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.prepared import Prepared

EVERY = timedelta(minutes=30)
# While everybody stands at the machines they are left alone.
QUIET = ((time(6, 45), time(8, 15)), (time(15, 30), time(17, 0)))

IN_WORDS = {
    "lan": f"dibaca otomatis lewat jaringan tiap {EVERY.seconds // 60} menit, kecuali saat ramai pukul "
    + " dan ".join(f"{start:%H.%M}–{end:%H.%M}" for start, end in QUIET),
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
    rows = SOURCE.rows(opd=opd_id)
    machines = [(sn, road, Mesin.kontak.python_value(at)) for _, _, sn, road, at in rows if sn is not None]
    return Sumber(Opd.data_sampai.python_value(rows[0][0]), IN_WORDS.get(rows[0][1], rows[0][1]), machines)


def _source(opd: int) -> Any:
    return (
        Opd.select(Opd.data_sampai, Opd.jalur, Mesin.sn, Mesin.jalur, Mesin.kontak)
        .join(Mesin, JOIN.LEFT_OUTER)
        .where(Opd.id == opd)
        .order_by(Mesin.sn)
    )


SOURCE = Prepared(_source, opd=int)
