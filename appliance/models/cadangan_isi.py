"""What one wants to know of a copy before restoring it, asked of the copy itself or of the database at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peewee import fn

from appliance.models.jejak import Jejak
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penutupan import Penutupan
from appliance.models.presensi import Presensi

Ask = Callable[[Any], list[tuple[Any, ...]]]


def summary(ask: Ask) -> dict[str, Any]:
    """People, last punch, every locked month with its hash, and where the audit trail ends."""
    closed = Penutupan.select(Penutupan.bulan, Opd.kode, Penutupan.versi, Penutupan.hash).join(Opd)
    trail = ask(Jejak.select(Jejak.hash).order_by(Jejak.id.desc()).limit(1))
    return {
        "pegawai": int(ask(Pegawai.select(fn.COUNT(Pegawai.id)))[0][0]),
        "presensi_terakhir": str(ask(Presensi.select(fn.MAX(Presensi.waktu)))[0][0] or ""),
        "terkunci": [[str(cell) for cell in row] for row in ask(closed.order_by(Penutupan.id))],
        "jejak": int(ask(Jejak.select(fn.COUNT(Jejak.id)))[0][0]),
        "jejak_terakhir": str(trail[0][0]) if trail else "",
    }
