"""What holds for a correction whether it comes by the form or in a file: how many a month, and which do not count."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from appliance.models.koreksi import Koreksi, PutusanKoreksi
from appliance.models.pegawai import Pegawai
from appliance.models.peraturan import rak
from appliance.rules import bulan as months

KUNCI = "koreksi.batas_sebulan"


class Batas(NamedTuple):
    """How many corrections a person may have in a month (None: no decree says), and the article."""

    paling: int | None
    dasar: str


def limit(bulan: str) -> Batas:
    """An entry of the whole month: the decree in force on its last day."""
    entry = rak().cari(KUNCI, months.last(bulan))
    return Batas(int(entry.nilai), entry.dasar) if entry else Batas(None, "")


def turned_down(mulai: date, selesai: date) -> dict[tuple[str, str], str]:
    """(NIP, date in ISO form) of corrections that were refused, with the reason: they count for nothing."""
    rows: Any = (
        PutusanKoreksi.select(Pegawai.nip, Koreksi.tanggal, PutusanKoreksi.catatan)
        .join(Koreksi)
        .join(Pegawai)
        .where((PutusanKoreksi.setuju == "tidak") & Koreksi.tanggal.between(mulai, selesai))
        .tuples()
    )
    return {(nip, tanggal.isoformat()): catatan for nip, tanggal, catatan in rows}
