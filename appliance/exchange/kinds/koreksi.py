"""KIND koreksi: approved corrections. Who imports them answers for the approval, which is written beside each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_dates, people
from appliance.exchange.kind import NIP, Bagian, Baris, Isi, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import Entri, by_owner
from appliance.models.base import insert_rows
from appliance.models.koreksi import Koreksi, PutusanKoreksi
from appliance.models.peraturan import rak
from appliance.rules import bulan as months

LIMIT = "koreksi.batas_sebulan"


def submitted(konteks: Konteks) -> Isi:
    return {"diajukan": konteks.kapan, "pengaju": konteks.pelaku.pengguna_id}


BAGIAN = Bagian(
    "koreksi", Koreksi, ("nip", "tanggal"), ("masuk", "pulang", "alasan", "nomor_surat"), {"nip": NIP},
    saat_baru=submitted, turunan=(PutusanKoreksi.koreksi,),
)  # fmt: skip


def needs_a_time(rows: Sequence[Baris]) -> Iterator[Tolakan]:
    for row in rows:
        if not row.hapus and row.nilai.get("masuk") is None and row.nilai.get("pulang") is None:
            yield Tolakan(row.nomor, "masuk", "masuk dan pulang kosong; isi sedikitnya satu")


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    yield from needs_a_time(rows)
    if not rows:
        return
    given = [months.of(row.nilai["tanggal"]) for row in rows]
    span = ("tanggal", months.first(min(given)).isoformat(), months.last(max(given)).isoformat())
    for _nip, entries in by_owner(BAGIAN, rows, span):
        yield from _too_many(entries)


def _too_many(entries: Sequence[Entri]) -> Iterator[Tolakan]:
    """Lines beyond what the decree allows a person in a month, counting what is stored."""
    by_month: dict[str, list[Entri]] = {}
    for entry in sorted(entries, key=lambda e: (e.nomor is not None, e.nomor or 0)):
        by_month.setdefault(entry.isi["tanggal"][:7], []).append(entry)
    shelf = rak()
    for month, found in by_month.items():
        limit = shelf.cari(LIMIT, months.last(month))
        if limit is None:
            continue
        for entry in found[limit.nilai :]:
            if entry.nomor is not None:
                allowed = f"paling banyak {limit.nilai} ({limit.pasal}, {limit.nama})"
                reason = f"menjadi {len(found)} koreksi pada bulan {month}, {allowed}"
                yield Tolakan(entry.nomor, "tanggal", reason)


def wrote(changes: Sequence[Ubah], konteks: Konteks) -> None:
    _decide(changes, konteks)
    mark_dates(changes, konteks)


def _decide(changes: Sequence[Ubah], konteks: Konteks) -> None:
    """The approval of each correction that has none yet."""
    ids = people()
    owners = {ids[change.kunci[0]] for change in changes if change.sesudah is not None}
    days = [date.fromisoformat(change.kunci[1]) for change in changes if change.sesudah is not None]
    if not owners:
        return
    open_: Any = Koreksi.select(Koreksi.id, Koreksi.pegawai, Koreksi.tanggal).where(
        Koreksi.pegawai.in_(sorted(owners))
        & Koreksi.tanggal.between(min(days), max(days))
        & Koreksi.id.not_in(PutusanKoreksi.select(PutusanKoreksi.koreksi))
    )
    wanted = {(ids[change.kunci[0]], change.kunci[1]) for change in changes if change.sesudah is not None}
    who, note = konteks.pelaku.pengguna_id, f"impor {konteks.impor}"
    rows = [
        (row_id, "ya", who, konteks.kapan, note)
        for row_id, pegawai, tanggal in open_.tuples()
        if (pegawai, tanggal.isoformat()) in wanted
    ]
    p = PutusanKoreksi
    insert_rows(PutusanKoreksi, (p.koreksi, p.setuju, p.pemutus, p.kapan, p.catatan), rows)


KIND = Kind(
    "koreksi",
    (
        Kolom("nip", field_asn.nip, wajib=True),
        Kolom("tanggal", field.tanggal, wajib=True),
        Kolom("masuk", field.jam),
        Kolom("pulang", field.jam),
        Kolom("alasan", field.bebas, wajib=True),
        Kolom("nomor_surat", field.bebas, bawaan=""),
    ),
    (BAGIAN,),
    check=check,
    wrote=wrote,
)
