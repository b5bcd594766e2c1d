"""KIND penandatangan: who signs an office's papers."""

from __future__ import annotations

from appliance.exchange import field, field_asn
from appliance.exchange.kind import NIP, OPD, Bagian, Kind, Kolom
from appliance.models.penandatangan import PERAN, Penandatangan

KIND = Kind(
    "penandatangan",
    (
        Kolom("opd", field.kode, wajib=True),
        Kolom("peran", field.pilihan(*PERAN), wajib=True),
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("sebutan", field.teks, bawaan=""),
    ),
    (
        Bagian("penandatangan", Penandatangan, ("opd", "peran", "mulai"), ("nip", "sebutan"), {"opd": OPD, "nip": NIP}),
    ),  # fmt: skip
)
