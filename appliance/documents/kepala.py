"""What stands at the head and the foot of every paper: whose it is, of which month, and what proves it."""

from __future__ import annotations

from typing import Any

from appliance.documents.teks import bulan, saat
from appliance.models.penutupan import Penutupan

DAERAH = ("Kabupaten ", "Kota ")


def heading(penutupan: Penutupan, kabupaten: str) -> dict[str, Any]:
    """Texts for the head, the seal for the foot, and `dibuat`, the date in the file: of locking, not of printing."""
    return {
        "pemerintah": f"Pemerintah {kabupaten}",
        "opd": penutupan.opd.nama,
        "bulan": bulan(penutupan.bulan),
        "dibuat": penutupan.kapan.date().isoformat(),
        "sidik": f"TPP {penutupan.opd.nama}, {bulan(penutupan.bulan)}, versi {penutupan.versi}, "
        f"dikunci {saat(penutupan.kapan)}. Sidik data {penutupan.hash}",
        "alasan": penutupan.alasan_tak_lengkap,
        "tanpa": [_left_out(row) for row in penutupan.tanpa or []],
    }


def seat(kabupaten: str) -> str:
    """The place before a date of signing: "Kabupaten Mukomuko" -> "Mukomuko"."""
    for kata in DAERAH:
        kabupaten = kabupaten.removeprefix(kata)
    return kabupaten


def _left_out(row: dict[str, Any]) -> dict[str, str]:
    return {**row, "alasan": "; ".join(row["alasan"])}
