"""Slips with one-time codes, four to a page: printed once, handed out, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance.documents.press import Kerja, print_files
from appliance.documents.teks import saat
from appliance.models.kode_qr import qr


@dataclass(frozen=True, slots=True)
class Penerima:
    """Who gets a slip, and the code on it."""

    nama: str
    nip: str
    jabatan: str
    kode: str


def activation_slips(
    rows: Sequence[Penerima], unit: str, alamat: str, until: datetime, pemberi: str, target: Path
) -> int:
    """Print the slips into `target`; returns the number of pages. `alamat` is the site, with its last slash."""
    values = {
        "unit": unit,
        "alamat": alamat.rstrip("/"),
        "sampai": saat(until),
        "pemberi": pemberi,
        "baris": [_slip(nth, row, alamat) for nth, row in enumerate(rows)],
    }
    (done,) = print_files([Kerja("aktivasi.html", str(target), values)])
    return done.halaman


def _slip(nth: int, row: Penerima, alamat: str) -> dict[str, Any]:
    """The QR code leads to the page with the NIP filled in; the code itself is typed, and so stands in no address."""
    picture = qr(f"{alamat.rstrip('/')}/aktivasi?nip={row.nip}", "Alamat E-Kinerja", 92)
    return {"urut": nth, "nama": row.nama, "nip": row.nip, "jabatan": row.jabatan, "kode": row.kode, "qr": picture}
