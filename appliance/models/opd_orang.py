"""Who keeps an office going: its operators, kepala and bendahara, and who signs its papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna, Peran


def keepers(opd_id: int, today: date) -> list[dict[str, Any]]:
    """Roles in force at the office: peran, nama, nip, whether the account was ever opened."""
    rows: Any = (
        Peran.select(Peran.peran, Pegawai.nama, Pegawai.nip, Pengguna.diaktifkan)
        .join(Pengguna)
        .join(Pegawai)
        .where((Peran.opd == opd_id) & (Peran.mulai <= today))
        .where(Peran.selesai.is_null() | (Peran.selesai >= today))
        .order_by(Peran.peran, Pegawai.nama)
        .dicts()
    )
    return list(rows)
