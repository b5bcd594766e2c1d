"""Tasks of a month: the one at work, and the last of a kind for an office."""

from __future__ import annotations

from typing import Any

from appliance.models.tugas import Tugas, unfinished

BULANAN = ("hitung", "kunci", "bukti")


def running(bulan: str) -> Tugas | None:
    """The task that computes, locks or proves something of the month now, or waits its turn."""
    for row in unfinished().where(Tugas.jenis.in_(BULANAN)):
        if row.isi["bulan"] == bulan:
            found: Tugas = row
            return found
    return None


def newest(jenis: str, isi: dict[str, Any]) -> Tugas | None:
    """The last task with exactly this to do."""
    rows: Any = Tugas.select().where((Tugas.jenis == jenis) & (Tugas.isi == isi)).order_by(Tugas.id.desc())
    found: Tugas | None = rows.first()
    return found
