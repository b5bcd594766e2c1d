"""Which codes of schedules are known: local ones and those that a decree gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from appliance.exchange.kind import Baris
from appliance.exchange.refusal import Tolakan
from appliance.models.jadwal import Jadwal
from appliance.models.peraturan import rak
from appliance.rules import fakta

LIBUR = "LIBUR"
WEEKS = ("5-hari", "6-hari")  # every regency has these two, whatever its decrees say of them


def decree_knows(kode: str) -> bool:
    return kode in WEEKS or rak().knows(f"jam_kerja.{kode}")


def local_rows() -> list[fakta.BarisJadwal]:
    rows: Any = Jadwal.select(
        Jadwal.kode, Jadwal.hari, Jadwal.masuk, Jadwal.pulang, Jadwal.berlaku_mulai, Jadwal.berlaku_sampai
    ).tuples()
    return [fakta.BarisJadwal(*row) for row in rows]


def unknown_schedules(rows: Sequence[Baris], kolom: str) -> Iterator[Tolakan]:
    local = {row.kode for row in local_rows()}
    for row in rows:
        kode = row.nilai.get(kolom)
        if kode is not None and kode not in local and not decree_knows(kode):
            yield Tolakan(row.nomor, kolom, f"jadwal {kode} tidak dikenal; impor jadwal lebih dulu")
