"""KIND apel: attendance at apel and upacara."""

from __future__ import annotations

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_dates
from appliance.exchange.kind import NIP, Bagian, Kind, Kolom
from appliance.models.apel import Apel

KIND = Kind(
    "apel",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("tanggal", field.tanggal, wajib=True),
        Kolom("hadir", field.ya_tidak, wajib=True),
        Kolom("jenis", field.pilihan("apel", "upacara"), bawaan="apel"),
    ),
    (Bagian("apel", Apel, ("nip", "tanggal"), ("hadir", "jenis"), {"nip": NIP}),),
    wrote=mark_dates,
)
