"""Everything that the health of the box is made of. Who adds a part of the box adds its source to SUMBER, and no more.

A source is given a `Tinjau` and gives lines; warnings of the records (`Peringatan`) become lines by `warnings`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from appliance.kesehatan import (
    cadangan,
    disk,
    galat,
    gangguan,
    halaman,
    jam,
    keutuhan,
    layanan,
    memori,
    pekerjaan,
    presensi,
    sertifikat,
)
from appliance.kesehatan.baris import Baris, Tinjau
from appliance.models.peringatan import Peringatan

Sumber = Callable[[Tinjau], Iterable[Baris]]
log = logging.getLogger(__name__)


def warnings(hal: str, told: Callable[[datetime], Iterable[Peringatan]], well: str) -> Sumber:
    """A source of what records warn of; `well` is said when they warn of nothing."""

    def lines(tinjau: Tinjau) -> Iterator[Baris]:
        found = [Baris(hal, "warn", one.teks) for one in told(tinjau.now)]
        yield from found or [Baris(hal, "good", well)]

    return lines


# In the order of the page.
SUMBER: tuple[Sumber, ...] = (
    layanan.lines,
    keutuhan.lines,
    cadangan.lines,
    disk.lines,
    memori.lines,
    jam.lines,
    sertifikat.lines,
    halaman.lines,
    galat.lines,
    pekerjaan.lines,
    presensi.lines,
    gangguan.lines,
)


def look(tinjau: Tinjau, sources: Iterable[Sumber] = SUMBER) -> list[Baris]:
    """All lines. A source that breaks says so and hides no other: the page is most needed when things are broken."""
    found: list[Baris] = []
    for source in sources:
        try:
            found.extend(source(tinjau))
        except Exception as reason:
            log.warning("kesehatan: %s gagal: %s", source.__module__, type(reason).__name__)
            name = source.__module__.rpartition(".")[2].capitalize()
            found.append(Baris(name, "bad", f"tidak dapat diperiksa ({type(reason).__name__})", "Lihat log."))
    return found
