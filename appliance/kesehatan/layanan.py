"""Version and how long machine, web and worker have been running."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from appliance.kesehatan import mesin
from appliance.kesehatan.baris import Baris, Tinjau, lasted, when
from appliance.models.denyut import LAYANAN, SILENT, Denyut

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
NAMA = {"web": "Server web", "pekerja": "Pekerja latar"}


def program() -> str:
    """The version of this program."""
    found = re.search(r'^version = "([^"]+)"', PROJECT.read_text("utf-8"), re.MULTILINE) if PROJECT.exists() else None
    return found[1] if found else "tanpa nomor"


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    up = mesin.uptime()
    yield Baris("Mesin", "info" if up is None else "good", "tidak menyebut sejak kapan menyala" if up is None
                else f"menyala {lasted(up)}")  # fmt: skip
    found = {row.layanan: row for row in Denyut.select()}
    for layanan in LAYANAN:
        yield _service(NAMA[layanan], found.get(layanan), tinjau)


def _service(nama: str, row: Denyut | None, tinjau: Tinjau) -> Baris:
    unit = "ekinerja serve" if nama == NAMA["web"] else "ekinerja work"
    start = f"Jalankan `{unit}`; bila berhenti lagi, lihat catatannya di log."
    if row is None:
        return Baris(nama, "bad", "belum pernah berjalan di kotak ini", start)
    if row.berhenti is not None:
        return Baris(nama, "bad", f"dihentikan {when(row.berhenti)}", start)
    if tinjau.now - row.kapan > SILENT:
        return Baris(nama, "bad", f"tidak berdenyut sejak {when(row.kapan)}", start)
    return Baris(nama, "good", f"berjalan {lasted(int((tinjau.now - row.mulai).total_seconds()))}")
