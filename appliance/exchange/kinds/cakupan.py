"""KIND cakupan: an office's word, with a letter, that all its marks up to a day are entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.exchange import field
from appliance.exchange.follow import images
from appliance.exchange.image import Kamus
from appliance.exchange.kind import OPD, Bagian, Baris, Isi, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.models.cakupan import PernyataanData
from appliance.models.opd import Opd
from appliance.models.tandai import settle_coverage


def said(konteks: Konteks) -> Isi:
    return {"kapan": konteks.kapan, "oleh": konteks.pelaku.pengguna_id}


def check(rows: Sequence[Baris], konteks: Konteks) -> Iterator[Tolakan]:
    for row in rows:
        if row.nilai["sampai"] > konteks.hari_ini:
            yield Tolakan(row.nomor, "sampai", f"{row.nilai['sampai']} belum lewat (hari ini {konteks.hari_ini})")


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    offices = Kamus().ids(Opd, "kode")
    for kode in sorted({image["opd"] for image in images(changes)} & offices.keys()):
        settle_coverage(offices[kode])


KIND = Kind(
    "cakupan",
    (
        Kolom("opd", field.kode, wajib=True),
        Kolom("sampai", field.tanggal, wajib=True),
        Kolom("nomor_surat", field.bebas, bawaan=""),
        Kolom("alasan", field.bebas, bawaan=""),
    ),
    (
        Bagian("cakupan", PernyataanData, ("opd", "sampai"), ("nomor_surat", "alasan"), {"opd": OPD}, saat_baru=said),
    ),  # fmt: skip
    check=check,
    finish=finish,
)
