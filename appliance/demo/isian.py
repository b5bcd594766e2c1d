"""Filling an empty regency, stage by stage. A stage that is done is not done again; one cut off can be done twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Any

from appliance.demo.daftar import Rows, write
from appliance.demo.hadir import Jejak
from appliance.demo.jaga import schedules
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.presensi import Kalender, trace
from appliance.demo.tanda import Tanda
from appliance.exchange.impor import enter
from appliance.models.jejak import Pelaku
from appliance.models.kalender import Libur
from appliance.models.peraturan import rak
from appliance.rules.fakta import BarisJadwal

FOLDER = "demo"
# offices whose month before last is in too, and locked
EARLIER = ("DISKOMINFO", "BKPSDM")


@dataclass
class Isian:
    """What the stages share: the made-up regency, where it goes, who acts, to whom progress is said."""

    kab: Kabupaten
    data: Path
    pelaku: Pelaku
    say: Callable[[str], None]

    def file(self, kind: str, rows: Rows) -> None:
        """Write a file as an office would bring it and enter it as any other."""
        path = self.data / FOLDER / f"{kind}.csv"
        if write(path, rows):
            self.say(f"  {kind}: {_told(enter(self.data, kind, path.name, path.read_bytes(), self.pelaku))}")

    @cached_property
    def kalender(self) -> Kalender:
        free: Any = Libur.select(Libur.tanggal).tuples()
        return Kalender(rak(), _local(), frozenset(row[0] for row in free))

    @cached_property
    def jejak(self) -> dict[str, Jejak]:
        """NIP -> what that person left behind."""
        return {p.nip: trace(self.kab, p, self.first(p.opd), self.kalender) for p in self.kab.semua}

    def first(self, kode: str) -> date:
        """The first day of which an office has punches."""
        return self.kab.masa.dua_lalu if kode in EARLIER else self.kab.masa.lalu


def _told(impor: Any) -> str:
    return f"{impor.baru} baris baru" if not impor.sama else f"{impor.baru} baris baru, {impor.sama} sudah ada"


def _local() -> list[BarisJadwal]:
    at = time.fromisoformat
    return [BarisJadwal(r["kode"], r["hari"], at(r["masuk"]), at(r["pulang"])) for r in schedules()]


def fill(isian: Isian, tanda: Tanda, stages: list[tuple[str, Callable[[Isian], None]]]) -> None:
    """Go through the stages that the mark does not name yet, and mark each when it is done."""
    (isian.data / FOLDER).mkdir(exist_ok=True, mode=0o700)
    for number, (name, stage) in enumerate(stages, 1):
        if name in tanda.selesai:
            continue
        isian.say(f"[{number}/{len(stages)}] {name}")
        stage(isian)
        tanda.selesai.append(name)
        tanda.save()
    tanda.lengkap = True
    tanda.save()
