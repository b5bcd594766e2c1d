"""KIND libur: public holidays, cuti bersama, local holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from appliance.exchange import field
from appliance.exchange.follow import images
from appliance.exchange.kind import Bagian, Kind, Kolom, Konteks, Ubah
from appliance.models.kalender import JENIS, Libur
from appliance.models.tandai import mark_all


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    for day in sorted({date.fromisoformat(image["tanggal"]) for image in images(changes)}):
        mark_all(day, day)


KIND = Kind(
    "libur",
    (
        Kolom("tanggal", field.tanggal, wajib=True),
        Kolom("nama", field.teks, wajib=True),
        Kolom("jenis", field.pilihan(*JENIS), bawaan="daerah"),
    ),
    (Bagian("libur", Libur, ("tanggal",), ("nama", "jenis")),),
    finish=finish,
)
