"""Forgetting samples after a year, so that they stay small. Outages are kept: people ask about them later."""

from __future__ import annotations

from datetime import date, timedelta

from appliance.models.isi_disk import IsiDisk
from appliance.models.kejadian_harian import KejadianHarian
from appliance.models.lama_halaman import LamaHalaman

KEPT = timedelta(days=366)


def sweep(today: date) -> int:
    """Returns how many rows went; may run twice."""
    gone = 0
    for model in (LamaHalaman, KejadianHarian, IsiDisk):
        gone += model.delete().where(model.tanggal < today - KEPT).execute()
    return gone
