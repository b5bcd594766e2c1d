"""KIND hukdis: disciplinary punishments in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_estimates
from appliance.exchange.kind import NIP, Bagian, Isi, Kind, Kolom, Konteks, Ubah
from appliance.models.hukdis import TINGKAT, Hukdis


def months(image: Isi) -> tuple[str, str]:
    """Whole months, the first being the month of `mulai`."""
    first = date.fromisoformat(image["mulai"])
    last = first.year * 12 + first.month - 1 + image["bulan"] - 1
    return image["mulai"], f"{last // 12:04d}-{last % 12 + 1:02d}"


def wrote(changes: Sequence[Ubah], _: Konteks) -> None:
    mark_estimates(changes, months)


KIND = Kind(
    "hukdis",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("tingkat", field.pilihan(*TINGKAT), wajib=True),
        Kolom("jenis", field.teks, wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("bulan", field.bulat(1, 600), wajib=True),
        Kolom("potongan_persen", field.desimal(0, 100)),
        Kolom("nomor_sk", field.bebas, bawaan=""),
    ),
    (
        Bagian(
            "hukdis",
            Hukdis,
            ("nip", "jenis", "mulai"),
            ("tingkat", "bulan", "potongan_persen", "nomor_sk"),
            {"nip": NIP},
        ),
    ),  # fmt: skip
    wrote=wrote,
)
