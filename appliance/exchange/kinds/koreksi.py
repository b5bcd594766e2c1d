"""KIND koreksi: approved corrections. Who imports them answers for the approval, which is written beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from appliance.exchange import field, field_asn
from appliance.exchange.follow import mark_dates, people
from appliance.exchange.kind import NIP, Bagian, Baris, Isi, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.exchange.together import Entri, by_owner
from appliance.models.base import insert_rows
from appliance.models.koreksi import Koreksi, PutusanKoreksi
from appliance.models.koreksi_batas import limit, turned_down
from appliance.rules import bulan as months


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
    mulai, selesai = months.first(min(given)), months.last(max(given))
    refused = turned_down(mulai, selesai)
    yield from _decided(rows, refused)
    for nip, entries in by_owner(BAGIAN, rows, ("tanggal", mulai.isoformat(), selesai.isoformat())):
        yield from _too_many([e for e in entries if e.nomor is not None or (nip, e.isi["tanggal"]) not in refused])


def _decided(rows: Sequence[Baris], refused: Mapping[tuple[str, str], str]) -> Iterator[Tolakan]:
    """Lines of a day on which somebody has said no: a file does not overrule that."""
    for row in rows:
        said = refused.get((row.nilai["nip"], row.nilai["tanggal"].isoformat()))
        if said is not None and not row.hapus:
            reason = f"koreksi hari ini sudah diputus tidak disetujui ({said}); ajukan lagi lewat layar Koreksi"
            yield Tolakan(row.nomor, "tanggal", reason)


def _too_many(entries: Sequence[Entri]) -> Iterator[Tolakan]:
    """Lines beyond what the decree allows a person in a month, counting what is stored."""
    by_month: dict[str, list[Entri]] = {}
    for entry in sorted(entries, key=lambda e: (e.nomor is not None, e.nomor or 0)):
        by_month.setdefault(entry.isi["tanggal"][:7], []).append(entry)
    for month, found in by_month.items():
        allowed, article = limit(month)
        if allowed is None:
            continue
        for entry in found[allowed:]:
            if entry.nomor is not None:
                reason = f"menjadi {len(found)} koreksi pada bulan {month}, paling banyak {allowed} ({article})"
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
