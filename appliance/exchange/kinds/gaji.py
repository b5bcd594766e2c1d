"""KIND gaji: salary facts with a date; they win over the same columns of pegawai."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_estimates
from appliance.exchange.kind import NIP, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.models.gaji import Gaji

ISI = ("golongan", "ptkp", "gaji_bruto", "dasar_bpjs")


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    for row in rows:
        if not row.hapus and all(row.nilai[name] is None for name in ISI):
            yield Tolakan(row.nomor, ISI[0], "keempat kolom kosong; isi sedikitnya satu")


def wrote(changes: Sequence[Ubah], _: Konteks) -> None:
    mark_estimates(changes, lambda image: (image["mulai"], None))


KIND = Kind(
    "gaji",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("golongan", field_asn.golongan),
        Kolom("ptkp", field_asn.ptkp),
        Kolom("gaji_bruto", field.rupiah),
        Kolom("dasar_bpjs", field.rupiah),
    ),
    (Bagian("gaji", Gaji, ("nip", "mulai"), ISI, {"nip": NIP}),),
    check=check,
    wrote=wrote,
)
