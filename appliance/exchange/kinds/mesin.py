"""KIND mesin: the machines. One given another office has moved today; its earlier records stay where they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from appliance.exchange import field
from appliance.exchange.image import Kamus
from appliance.exchange.kind import OPD, Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.models.mesin import Mesin, MesinOpd
from appliance.models.opd import JALUR, Opd
from appliance.models.penerimaan import resolve_pins
from appliance.models.tandai import settle_coverage

_HOST = re.compile(r"[A-Za-z0-9.:-]{1,100}", re.ASCII)


def alamat(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise ValueError(f"{text!r} bukan alamat mesin, misalnya 192.168.1.201")
    return text


def kunci(text: str) -> str:
    return str(field.bulat(0, 999_999_999)(text))


def zona(text: str) -> str:
    return str(field.pilihan("WIB", "WITA", "WIT")(text))


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    for row in rows:
        if row.nilai.get("jalur") == "lan" and not row.nilai.get("alamat") and "alamat" in row.nilai:
            yield Tolakan(row.nomor, "alamat", "wajib diisi untuk mesin jalur lan")


def with_roads(rows: list[Baris]) -> list[Baris]:
    """A new machine without a road of its own goes its office's."""
    known = set(Kamus().ids(Mesin, "sn"))
    roads_of: Any = Opd.select(Opd.kode, Opd.jalur)
    roads = {kode: jalur for kode, jalur in roads_of.tuples()}
    return [
        row if row.hapus or row.nilai.get("jalur") or row.nilai["sn"] in known
        else replace(row, nilai={**row.nilai, "jalur": roads.get(row.nilai["opd"])})
        for row in rows
    ]  # fmt: skip


def wrote(changes: Sequence[Ubah], konteks: Konteks) -> None:
    """A machine's places: from ever for a new one, from today for one that moved."""
    kamus = Kamus()
    machines, offices = kamus.ids(Mesin, "sn"), kamus.ids(Opd, "kode")
    for change in changes:
        before, after = change.sebelum, change.sesudah
        if after is None or (before is not None and before["opd"] == after["opd"]):
            continue
        mesin, opd = machines[after["sn"]], offices[after["opd"]]
        if before is None:
            MesinOpd.create(mesin=mesin, opd=opd)
        else:
            _move(mesin, opd, konteks)


def _move(mesin: Any, opd: Any, konteks: Konteks) -> None:
    """Close today's place on the day before; a place that began only today is as if it had never been."""
    today = konteks.hari_ini
    standing = (MesinOpd.mesin == mesin) & MesinOpd.selesai.is_null()
    MesinOpd.delete().where(standing & (MesinOpd.mulai >= today)).execute()
    MesinOpd.update(selesai=today - timedelta(days=1)).where(standing).execute()
    last = MesinOpd.select().where(MesinOpd.mesin == mesin).order_by(MesinOpd.id.desc()).first()
    if last is not None and last.opd_id == opd and last.selesai == today - timedelta(days=1):
        MesinOpd.update(selesai=None).where(MesinOpd.id == last.id).execute()
    else:
        MesinOpd.create(mesin=mesin, opd=opd, mulai=today)


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    offices = Kamus().ids(Opd, "kode")
    named = {image["opd"] for c in changes for image in (c.sebelum, c.sesudah) if image is not None}
    for kode in sorted(named & offices.keys()):
        settle_coverage(offices[kode])
    machines = Kamus().ids(Mesin, "sn")
    resolve_pins([machines[change.kunci[0]] for change in changes if change.kunci[0] in machines])


KIND = Kind(
    "mesin",
    (
        Kolom("sn", field.kode, wajib=True),
        Kolom("opd", field.kode, wajib=True),
        Kolom("jalur", field.pilihan(*JALUR), bawaan="", tetap=True),
        Kolom("alamat", alamat, bawaan=""),
        Kolom("port", field.bulat(1, 65535), bawaan=4370),
        Kolom("kunci", kunci, bawaan=""),
        Kolom("zona", zona, bawaan="WIB"),
    ),
    (
        Bagian(
            "mesin",
            Mesin,
            ("sn",),
            ("opd", "jalur", "alamat", "port", "kunci", "zona"),
            {"opd": OPD},
            rahasia=("kunci",),
            turunan=(MesinOpd.mesin,),
        ),
    ),  # fmt: skip
    check=check,
    arrange=with_roads,
    wrote=wrote,
    finish=finish,
)
