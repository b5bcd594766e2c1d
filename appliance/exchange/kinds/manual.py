"""KIND manual: the attendance sheet of an office that records by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_dates
from appliance.exchange.kind import NIP, Bagian, Baris, Kind, Kolom, Konteks
from appliance.exchange.kinds.koreksi import needs_a_time
from appliance.exchange.refusal import Tolakan
from appliance.models.koreksi import PresensiManual


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    yield from needs_a_time(rows)


KIND = Kind(
    "manual",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("tanggal", field.tanggal, wajib=True),
        Kolom("masuk", field.jam),
        Kolom("pulang", field.jam),
        Kolom("nomor_surat", field.bebas, bawaan=""),
    ),
    (Bagian("manual", PresensiManual, ("nip", "tanggal"), ("masuk", "pulang", "nomor_surat"), {"nip": NIP}),),
    check=check,
    wrote=mark_dates,
)
