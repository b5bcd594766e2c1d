"""Made of BKPSDM at his desk: he enters files into a real database in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance.exchange.impor import enter, preview
from appliance.exchange.plan import Pratinjau
from appliance.exchange.refusal import BerkasDitolak
from appliance.models.impor import Impor
from appliance.models.jejak import Pelaku
from tests.cast import NOW, Cast

BUDI, SITI, JOKO = "199105062015031002", "198203042006042001", "198001022005011006"
DECREE = """
[peraturan]
id = "perbup-uji"
nama = "Perbup 5/2026"
tentang = "koreksi"
diundangkan = 2026-01-01
berlaku = 2026-01-01

[koreksi.batas_sebulan]
pasal = "pasal 9"
satuan = "kali"
nilai = 2

[jam_kerja.5-hari]
pasal = "pasal 3"
satuan = "jam"
nilai = [{ hari = [1, 2, 3, 4, 5], masuk = 07:30:00, pulang = 16:00:00 }]
"""


@dataclass(slots=True)
class Desk:
    folder: Path
    cast: Cast
    pelaku: Pelaku

    def enter(self, jenis: str, text: str | bytes, **options: Any) -> Impor:
        return enter(self.folder, jenis, f"{jenis}.csv", as_bytes(text), self.pelaku, **options)

    def preview(self, jenis: str, text: str | bytes, **options: Any) -> Pratinjau:
        return preview(jenis, f"{jenis}.csv", as_bytes(text), self.pelaku, **options)

    def refused(self, jenis: str, text: str | bytes, **options: Any) -> list[str]:
        """The lines with which a file is refused."""
        try:
            self.enter(jenis, text, **options)
        except BerkasDitolak as refused:
            return refused.lines
        raise AssertionError(f"{jenis} entered: {text!r}")

    def on(self, moment: datetime) -> Desk:
        """The same desk on another day."""
        return replace(self, pelaku=replace(self.pelaku, kapan=moment))


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def made() -> Pelaku:
    return Pelaku(None, "Made Wirawan", "meja", NOW)
