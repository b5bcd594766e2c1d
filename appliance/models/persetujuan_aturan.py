"""Approval by rule: what superiors left undecided past the decree's days costs the writer nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from peewee import chunked

from appliance.models.base import BATCH, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.tandai import mark_months
from appliance.rules import bulan as months
from appliance.rules.peraturan import Rak


def cut_off(bulan: str, shelf: Rak) -> date | None:
    """The last day on which reports of a month may be written; None where the decree sets none."""
    entry = shelf.cari("laporan.tutup_tanggal", months.last(bulan))
    return None if entry is None else months.first(months.next(bulan)) + timedelta(days=int(entry.nilai) - 1)


def approve_undecided(bulan: str, shelf: Rak, pelaku: Pelaku) -> int:
    """After the cut-off, approve by rule every report of the month that nobody decided; returns how many.

    Before it, or where the decree sets no cut-off, nothing happens.
    """
    limit = cut_off(bulan, shelf)
    if limit is None or pelaku.kapan.date() <= limit:
        return 0
    entry = shelf.entri("laporan.tutup_tanggal", months.last(bulan))
    waiting: Any = Laporan.select(Laporan.id, Laporan.pegawai, Laporan.tanggal).where(
        (Laporan.status == "menunggu") & Laporan.tanggal.between(months.first(bulan), months.last(bulan))
    )
    rows: list[tuple[int, int, date]] = list(waiting.tuples())
    for batch in chunked(rows, BATCH):
        _approve(batch, f"{entry.pasal} {entry.nama}", pelaku)
    return len(rows)


def _approve(batch: Sequence[tuple[int, int, date]], article: str, pelaku: Pelaku) -> None:
    bosses = superiors({(person, day) for _, person, day in batch})
    made = [
        {"laporan": report, "putusan": "disetujui", "atasan": bosses.get((person, day)), "aturan": article,
         "kapan": pelaku.kapan}
        for report, person, day in batch
    ]  # fmt: skip
    with db.atomic():
        Persetujuan.insert_many(made).execute()
        Laporan.update(status="disetujui").where(Laporan.id.in_([row[0] for row in batch])).execute()
        month = months.of(batch[0][2])
        mark_months({p for _, p, _ in batch} | {b for b in bosses.values() if b is not None}, month, month)
        change = {"laporan": len(batch), "dasar": article}
        record(pelaku, [Perubahan("setuju_menurut_aturan", "laporan", month, None, change)])


def superiors(wanted: set[tuple[int, date]]) -> dict[tuple[int, date], int | None]:
    """Whose duty it was to decide on that person's reports of that day, by the placement tree."""
    people = {person for person, _ in wanted}
    rows: Any = Penempatan.select(Penempatan.pegawai, Penempatan.mulai, Penempatan.sampai, Penempatan.nip_atasan).where(
        Penempatan.pegawai.in_(list(people))
    )
    places = list(rows.tuples())
    nips = {nip for _, _, _, nip in places if nip}
    ids: Any = Pegawai.select(Pegawai.nip, Pegawai.id).where(Pegawai.nip.in_(list(nips)))
    by_nip: dict[str, int] = dict(ids.tuples())
    return {
        (person, day): next(
            (by_nip.get(nip) for who, first, last, nip in places if who == person and first <= day <= last and nip),
            None,
        )
        for person, day in wanted
    }
