"""Computing the estimates whose facts changed. The formula itself is `rules.tpp.hitung`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from peewee import chunked

from appliance.models.baris import to_columns, to_rows
from appliance.models.base import BATCH, db, insert_rows
from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.hari_kerja import DirtyDay, DirtyMonth, HariKerja
from appliance.models.jejak import Pelaku
from appliance.models.langkah import take
from appliance.models.opd import Opd
from appliance.models.penilaian import PEOPLE, judge_dirty
from appliance.models.perkiraan import judged_until, store
from appliance.models.persetujuan_aturan import approve_undecided
from appliance.models.skp_aturan import agree_overdue
from appliance.models.tandai import placed_between
from appliance.rules import bulan as months
from appliance.rules.peraturan import EntriTiadaAda, Rak
from appliance.rules.tpp import hitung


def bring_up_to_date(rak: Rak, now: datetime) -> tuple[int, int]:
    """Judge all marked days, then compute all marked months; returns (days, months) done. May be run twice."""
    days = judge_dirty(rak)
    done = 0
    while batch := _next_batch():
        bulan = batch[0][2]
        people = sorted({person for _, person, _ in batch})
        days += open_people(people, bulan, rak)
        store(estimates(people, bulan, rak, now))
        for ids in chunked([mark for mark, _, _ in batch], BATCH):
            with db.atomic():
                DirtyMonth.delete().where(DirtyMonth.id.in_(ids)).execute()
        done += len(people)
    return days, done


def open_people(people: Sequence[int], bulan: str, rak: Rak) -> int:
    """Judge the whole month of those who have no judged day in it; returns how many days were written."""
    first = months.first(bulan)
    rows: Any = HariKerja.select(HariKerja.pegawai).where(HariKerja.pegawai.in_(people) & (HariKerja.tanggal == first))
    missing = set(people) - {row[0] for row in rows.tuples()}
    if not missing:
        return 0
    with db.atomic():
        insert_rows(DirtyDay, (DirtyDay.pegawai, DirtyDay.tanggal), [(p, first) for p in sorted(missing)])
    return judge_dirty(rak)


def estimates(people: Sequence[int], bulan: str, rak: Rak, now: datetime) -> list[dict[str, Any]]:
    """One row for each person of `people` placed in the month, as `Perkiraan` stores it."""
    facts = FaktaBulan(people, bulan)
    codes: Any = Opd.select(Opd.kode, Opd.id).tuples()
    offices: dict[str, int] = dict(codes)
    placed = set(placed_between(None, months.first(bulan), months.last(bulan)))
    rows = []
    for person in people:
        if person not in placed:
            continue
        month = facts.of(person, rak)
        row = {"pegawai": person, "bulan": bulan, "dihitung": now, "data_sampai": judged_until(month.hari)}
        try:
            hasil = hitung(month, rak, perkiraan=True)
        except EntriTiadaAda as missing:
            rows.append({**NOTHING, **row, "kurang": [str(missing)]})
            continue
        rows.append(
            {
                **row,
                **to_columns(hasil),
                "opd": offices.get(hasil.opd),
                "kelas_jabatan": hasil.kelas_jabatan,
                "rincian": to_rows(hasil.rincian),
                "potongan": to_rows(hasil.potongan),
                "catatan": list(hasil.catatan),
                "kurang": list(hasil.kurang),
            }
        )
    return rows


NOTHING: dict[str, Any] = {
    "opd": None, "kelas_jabatan": None, "pagu": 0, "persen_kinerja": "0", "persen_potongan_kehadiran": "0",
    "tpp_kinerja": 0, "tpp_kehadiran": 0, "potongan_hukdis": 0, "tpp": 0, "bpjs_4": 0, "bpjs_1": 0, "pph_21": 0,
    "bersih": 0, "contoh": 0, "rincian": [], "potongan": [], "catatan": [], "kurang": [],
}  # fmt: skip


def _next_batch() -> list[tuple[int, int, str]]:
    """(mark, person, month) of up to PEOPLE people in one month."""
    bulan: Any = DirtyMonth.select(DirtyMonth.bulan).order_by(DirtyMonth.id).limit(1).scalar()
    if bulan is None:
        return []
    there = DirtyMonth.bulan == bulan
    people: Any = DirtyMonth.select(DirtyMonth.pegawai).where(there).distinct().order_by(DirtyMonth.pegawai)
    chosen = [row[0] for row in people.limit(PEOPLE).tuples()]
    rows: Any = DirtyMonth.select(DirtyMonth.id, DirtyMonth.pegawai, DirtyMonth.bulan).where(
        there & DirtyMonth.pegawai.in_(chosen)
    )
    return list(rows.tuples())


def compute_offices(
    bulan: str,
    opd_ids: Sequence[int],
    shelf: Rak,
    pelaku: Pelaku,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Compute a month of whole offices anew and note that it was done; returns how many people.

    What nobody decided until the cut-off is approved by rule first, so that locking finds nothing left to change.
    """
    approve_undecided(bulan, shelf, pelaku)
    agree_overdue(shelf, pelaku)
    first, last = months.first(bulan), months.last(bulan)
    bring_up_to_date(shelf, pelaku.kapan)
    people_done = 0
    for done, opd_id in enumerate(opd_ids):
        progress(done, len(opd_ids))
        people = placed_between(opd_id, first, last)
        for start in range(0, len(people), PEOPLE):
            part = people[start : start + PEOPLE]
            open_people(part, bulan, shelf)
            judge_dirty(shelf)
            store(estimates(part, bulan, shelf, pelaku.kapan))
        take(bulan, opd_id, "perhitungan", pelaku)
        people_done += len(people)
    progress(len(opd_ids), len(opd_ids))
    return people_done
