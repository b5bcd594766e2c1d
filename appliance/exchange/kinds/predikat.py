"""KIND predikat: the appraisal of a month."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_estimates
from appliance.exchange.kind import NIP, Bagian, Kind, Kolom, Konteks, Ubah
from appliance.models.skp import PREDIKAT, Predikat


def mark_the_month(changes: Sequence[Ubah], _: Konteks) -> None:
    mark_estimates(changes, lambda image: (image["bulan"], image["bulan"]))


KIND = Kind(
    "predikat",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("bulan", field.bulan, wajib=True),
        Kolom("predikat", field.pilihan(*PREDIKAT), wajib=True),
    ),
    (Bagian("predikat", Predikat, ("nip", "bulan"), ("predikat",), {"nip": NIP}),),
    wrote=mark_the_month,
)
