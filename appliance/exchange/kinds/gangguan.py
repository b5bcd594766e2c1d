"""KIND gangguan: outages that protect everybody of an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from appliance.exchange import field
from appliance.exchange.follow import images
from appliance.exchange.image import Kamus
from appliance.exchange.kind import OPD, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.models.gangguan import Gangguan
from appliance.models.opd import Opd
from appliance.models.penempatan import OPEN
from appliance.models.tandai import mark_opd


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    for row in rows:
        if not row.hapus and row.nilai["selesai"] <= row.nilai["mulai"]:
            yield Tolakan(row.nomor, "selesai", f"{row.nilai['selesai']} tidak sesudah mulai {row.nilai['mulai']}")


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    offices = Kamus().ids(Opd, "kode")
    for image in images(changes):
        last = date.fromisoformat(image["selesai"][:10]) if image["selesai"] else OPEN
        if image["opd"] in offices:
            mark_opd(offices[image["opd"]], date.fromisoformat(image["mulai"][:10]), last)


KIND = Kind(
    "gangguan",
    (
        Kolom("opd", field.kode, wajib=True),
        Kolom("mulai", field.waktu, wajib=True),
        Kolom("selesai", field.waktu, wajib=True),
        Kolom("alasan", field.bebas, wajib=True),
        Kolom("nomor_surat", field.bebas, wajib=True),
    ),
    (Bagian("gangguan", Gangguan, ("opd", "mulai"), ("selesai", "alasan", "nomor_surat"), {"opd": OPD}),),
    check=check,
    finish=finish,
)
