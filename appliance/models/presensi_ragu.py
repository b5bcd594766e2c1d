"""Punches that machines pushed while the box's clock was in doubt, looked at again once it is right.

Meanwhile all that lay ahead was let in, since it might well be today. What lies ahead of the right clock too would lie
in wait for its day and make somebody present who was not there: it goes where it would have gone at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import chunked

from appliance.models.base import BATCH, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.penerimaan import quarantine
from appliance.models.presensi import Presensi
from appliance.models.tandai import mark_pairs

AHEAD = timedelta(minutes=10)  # that a machine's clock may be before ours; the same as at every other road
ALASAN = "waktu lebih dari 10 menit di depan jam kotak; masuk selagi jam kotak diragukan"


@dataclass(frozen=True, slots=True)
class _Held:
    """A punch on its way to quarantine."""

    mentah: str
    nomor: int | None = None
    alasan: str = ALASAN


def hold_back(now: Mapping[str, datetime], pelaku: Pelaku) -> int:
    """Move punches of doubtful contacts that lie ahead of `now` (by zone of the machine) to quarantine; their days are
    judged again. Returns how many. Harmless when called again."""
    held = 0
    for contact in Pembacaan.select(Pembacaan, Mesin).join(Mesin).where(Pembacaan.jam_ragu):
        for rows in _ahead(contact, now[contact.mesin.zona] + AHEAD):
            with db.atomic():
                _hold(contact, rows)
                told = {"jumlah": len(rows), "alasan": ALASAN}
                record(pelaku, [Perubahan("tahan", "presensi", f"{contact.mesin.sn}/{contact.id}", None, told)])
            held += len(rows)
    return held


def _ahead(contact: Pembacaan, limit: datetime) -> Iterator[Any]:
    there = (Presensi.pembacaan == contact.id) & (Presensi.waktu > limit) & ~Presensi.ditarik
    rows = Presensi.select(Presensi.id, Presensi.pin, Presensi.waktu, Presensi.pegawai).where(there)
    return chunked(list(rows.tuples()), BATCH)


def _hold(contact: Pembacaan, rows: list[tuple[int, str, datetime, int | None]]) -> None:
    quarantine(contact.mesin, [_Held(f"{pin}\t{waktu:%Y-%m-%d %H:%M:%S}") for _, pin, waktu, _ in rows], contact)
    Presensi.update(ditarik=True, pegawai=None).where(Presensi.id.in_([row[0] for row in rows])).execute()
    counts = {Pembacaan.baru: Pembacaan.baru - len(rows), Pembacaan.karantina: Pembacaan.karantina + len(rows)}
    Pembacaan.update(counts).where(Pembacaan.id == contact.id).execute()
    mark_pairs((who, waktu.date()) for _, _, waktu, who in rows if who is not None)
