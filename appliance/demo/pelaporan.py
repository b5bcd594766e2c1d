"""Writing SKP and daily reports with their decisions: about two reports a working week from everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from appliance.demo import material
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.kejadian import away
from appliance.demo.kinerja import Lapor, Sasaran, group, month, writing_days
from appliance.demo.orang import Orang
from appliance.models.base import db, insert_rows
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna
from appliance.models.skp import Skp


def write_office(kab: Kabupaten, kode: str, first: date) -> int:
    """Targets, reports and decisions of one office from `first` on, in one transaction; returns how many reports.

    Done twice it does nothing.
    """
    people_ids: Any = Pegawai.select(Pegawai.nip, Pegawai.id).tuples()
    ids: dict[str, int] = dict(people_ids)
    people = kab.orang[kode]
    if Skp.select().where(Skp.pegawai.in_([ids[p.nip] for p in people[:5]])).exists():
        return 0
    source = material("kinerja")
    targets: list[Sasaran] = []
    reports: list[Lapor] = []
    for person in people:
        for promised, written in _months(kab, person, first, source[group(person)]):
            targets += promised
            reports += written
    with db.atomic():
        _store_targets(targets, ids)
        _store_reports(reports, ids, {p.nip: p.nip_atasan for p in people})
    return len(reports)


def _months(
    kab: Kabupaten, person: Orang, start: date, items: Sequence[dict[str, Any]]
) -> Iterable[tuple[list[Sasaran], list[Lapor]]]:
    """Each month from `start` on; who is away for long promises nothing."""
    masa = kab.masa
    gone = away(kab.absen[person.nip])
    rng = kab.rng("kinerja", person.nip)
    written = writing_days(person, start, masa.kemarin, gone, rng)
    for first in (masa.dua_lalu, masa.lalu, masa.kini):
        if first >= start and (written or not gone):
            yield month(person, items, written, first, masa.hari, rng)


def _store_targets(targets: Iterable[Sasaran], ids: dict[str, int]) -> None:
    fields = (Skp.pegawai, Skp.bulan, Skp.butir, Skp.rhk, Skp.indikator, Skp.satuan, Skp.target)
    rows = ((ids[t.nip], t.bulan, t.butir, t.rhk, t.indikator, t.satuan, t.target) for t in targets)
    insert_rows(Skp, fields, rows)


def _store_reports(reports: Sequence[Lapor], ids: dict[str, int], above: dict[str, str]) -> None:
    fields = (
        Laporan.pegawai, Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.uraian, Laporan.status,
        Laporan.butir_skp, Laporan.volume,
    )  # fmt: skip
    rows = [(ids[r.nip], r.tanggal, r.mulai, r.selesai, r.uraian, r.status, r.butir_skp, r.volume) for r in reports]
    last = Laporan.select(Laporan.id).order_by(Laporan.id.desc()).limit(1).scalar() or 0
    insert_rows(Laporan, fields, rows)
    stored: Any = Laporan.select(Laporan.id, Laporan.pegawai, Laporan.tanggal).where(Laporan.id > last).tuples()
    numbers = {(person, day): number for number, person, day in stored}
    accounts: Any = Pengguna.select(Pengguna.nama_masuk, Pengguna.id).tuples()
    judges: dict[str, int] = dict(accounts)
    decided = [
        (
            numbers[ids[r.nip], r.tanggal], r.status, judges.get(above[r.nip]), datetime.combine(r.diputus, time(15)),
            "Mohon lengkapi uraian hasilnya." if r.status == "dikembalikan" else "",
        )
        for r in reports
        if r.diputus
    ]  # fmt: skip
    columns = (Persetujuan.laporan, Persetujuan.putusan, Persetujuan.pemutus, Persetujuan.kapan, Persetujuan.catatan)
    insert_rows(Persetujuan, columns, decided)
