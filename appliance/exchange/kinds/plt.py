"""KIND plt: acting posts, Plt. and Plh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_estimates
from appliance.exchange.kind import NIP, OPD, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import ends_before
from appliance.models.plt import Plt


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    yield from ends_before(rows, "mulai", "selesai")


def wrote(changes: Sequence[Ubah], _: Konteks) -> None:
    mark_estimates(changes, lambda image: (image["mulai"], image["selesai"]))


KIND = Kind(
    "plt",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("opd", field.kode, wajib=True),
        Kolom("jabatan", field.teks, wajib=True),
        Kolom("kelas_jabatan", field.bulat(1, 17), wajib=True),
        Kolom("jenis", field.pilihan("plt", "plh"), wajib=True),
        Kolom("mulai", field.tanggal, wajib=True),
        Kolom("selesai", field.tanggal, wajib=True),
        Kolom("nomor_sk", field.bebas, bawaan=""),
    ),
    (
        Bagian(
            "plt",
            Plt,
            ("nip", "mulai"),
            ("opd", "jabatan", "kelas_jabatan", "jenis", "selesai", "nomor_sk"),
            {"nip": NIP, "opd": OPD},
        ),
    ),  # fmt: skip
    check=check,
    wrote=wrote,
)
