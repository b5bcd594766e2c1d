"""Memory: of the services, and what is left for everything else."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.kesehatan import mesin
from appliance.kesehatan.baris import Baris, Tinjau, size
from appliance.kesehatan.layanan import NAMA
from appliance.models.denyut import Denyut

LOW, LITTLE = 48 * 1024**2, 96 * 1024**2  # bytes available: below, printing and backups are killed; or soon


def lines(_: Tinjau) -> Iterator[Baris]:
    said = mesin.memory()
    free, total = said.get("MemAvailable"), said.get("MemTotal", 0)
    ours = ", ".join(
        f"{NAMA.get(row.layanan, row.layanan).lower()} {size(row.memori * 1024)}"
        for row in Denyut.select().where(Denyut.memori > 0).order_by(Denyut.layanan.desc())
    )
    held = f"; {ours}" if ours else ""
    if free is None:
        yield Baris("Memori", "info", f"mesin tidak menyebutnya{held}")
        return
    tone = "bad" if free < LOW else "warn" if free < LITTLE else "good"
    act = "" if tone == "good" else "Hentikan program lain di mesin ini; bila tetap begini, tambah memorinya."
    yield Baris("Memori", tone, f"tersedia {size(free)} dari {size(total)}{held}", act)
