"""KIND peran: who may do what, where, from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from appliance.exchange import field, field_asn
from appliance.exchange.kind import AKUN, OPD, Bagian, Baris, Kind, Kolom, Konteks
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import ends_before
from appliance.models.pengguna import PERAN, Peran

OF_AN_OFFICE = ("operator", "kepala", "bendahara")
BY_LETTER = ("pemeriksa",)


def today(konteks: Konteks) -> date:
    return konteks.hari_ini


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    yield from ends_before(rows, "mulai", "selesai")
    for row in rows:
        peran, get = row.nilai["peran"], row.nilai.get
        if peran in OF_AN_OFFICE and get("opd") is None:
            yield Tolakan(row.nomor, "opd", f"wajib diisi untuk peran {peran}")
        if not row.hapus and peran in BY_LETTER and (get("selesai") is None or not get("nomor_surat")):
            yield Tolakan(row.nomor, "nomor_surat", f"peran {peran} wajib bernomor surat tugas dan bertanggal selesai")


KIND = Kind(
    "peran",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("peran", field.pilihan(*(peran for peran in PERAN if peran != "asn")), wajib=True),
        Kolom("opd", field.kode),
        Kolom("mulai", field.tanggal, bawaan=today, tetap=True),
        Kolom("selesai", field.tanggal),
        Kolom("nomor_surat", field.bebas, bawaan=""),
    ),
    (
        Bagian("peran", Peran, ("nip", "peran", "opd"), ("mulai", "selesai", "nomor_surat"), {"nip": AKUN, "opd": OPD}),
    ),  # fmt: skip
    check=check,
)
