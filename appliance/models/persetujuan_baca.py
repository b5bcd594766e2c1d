"""What a superior looks at before he decides: who waits, and one person's days with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from appliance.models.atasan import Pohon
from appliance.models.bukti_dukung import BuktiDukung, of_reports
from appliance.models.fakta_bulan import HARI, to_hari
from appliance.models.hari_kerja import HariKerja
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.laporan_baca import COLUMNS, records
from appliance.models.pegawai import Pegawai
from appliance.models.persetujuan import TUNGGU, stamp
from appliance.models.persetujuan_antrean import waiting
from appliance.models.persetujuan_batas import deadline, holidays
from appliance.models.prepared import Prepared
from appliance.models.skp import Skp
from appliance.rules import bulan as months
from appliance.rules.fakta import Hari
from appliance.rules.peraturan import Rak


class Antrean(NamedTuple):
    """A person whose reports wait: how many, since which day, and the last day on which the first may be decided."""

    nip: str
    nama: str
    jumlah: int
    tertua: date
    batas: date | None


class Lembar(NamedTuple):
    """A report as it is decided on; `kembar` names other reports with the same evidence."""

    laporan: Laporan
    stamp: str
    bukti: list[BuktiDukung]
    kembar: list[tuple[str, date]]
    skp: str
    catatan: str
    aturan: str


class HariLapor(NamedTuple):
    """One day of a person: what the machine said of it, and its reports."""

    tanggal: date
    hari: Hari | None
    lembar: list[Lembar]


def inbox(pegawai_id: int, today: date, headed: Iterable[int], shelf: Rak) -> list[Antrean]:
    """People with reports that wait for this person, the most pressing first."""
    found: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for one in waiting(pegawai_id, today, headed):
        sent = one.tanggal if one.dikirim is None else one.dikirim.date()
        found.setdefault((one.nip, one.nama), []).append((one.tanggal, sent))
    pairs = {pair for days in found.values() for pair in days}
    free = holidays(min((day for day, _ in pairs), default=today))
    limits = {pair: deadline(*pair, shelf, free) for pair in pairs}
    queue = []
    for (nip, nama), days in found.items():
        until = [last for pair in days if (last := limits[pair]) is not None]
        queue.append(Antrean(nip, nama, len(days), days[0][0], min(until, default=None)))
    return sorted(queue, key=lambda one: (one.batas or date.max, one.nama))


def reports_of(nip: str, pegawai_id: int, today: date, *, decided: bool = True) -> tuple[list[Laporan], list[Laporan]]:
    """(waiting, decided) reports of a person that `pegawai_id` may decide; decided ones of this month and the last.

    Without `decided` only what waits is read, when anything does.
    """
    since = months.first(months.prev(months.of(today)))
    given = REPORTS.rows(nip=nip, since=date.max) if not decided else []
    given = given or REPORTS.rows(nip=nip, since=since)
    rows = records(row[:-1] for row in given)
    for row in rows:
        row.pegawai = Pegawai(id=row.pegawai_id, nip=nip, nama=given[0][-1])
    tree = Pohon({row.pegawai_id for row in rows}, today)
    own = {day for day in {row.tanggal for row in rows} if _decides(tree, rows[0].pegawai_id, day, pegawai_id)}
    mine = [row for row in rows if row.tanggal in own]
    return [r for r in mine if r.status == TUNGGU], [r for r in mine if r.status != TUNGGU]


def _decides(tree: Pohon, writer: int, day: date, pegawai_id: int) -> bool:
    one = tree.decider(writer, day)
    return one is not None and one.pegawai_id == pegawai_id


def _reports(nip: str, since: date) -> Any:
    told = Laporan.select(*COLUMNS, Pegawai.nama).join(Pegawai).where(Pegawai.nip == nip)
    return told.where((Laporan.status == TUNGGU) | (Laporan.tanggal >= since)).order_by(Laporan.tanggal, Laporan.mulai)


REPORTS = Prepared(_reports, nip=str, since=date)


def days_of(rows: list[Laporan]) -> list[HariLapor]:
    """These reports of one person day by day, in five queries."""
    if not rows:
        return []
    ids, person = [row.id for row in rows], rows[0].pegawai_id
    evidence, twins, notes = of_reports(ids), _twins(ids), _notes(ids)
    targets, judged = _targets(person, {months.of(row.tanggal) for row in rows}), _judged(person, rows)
    found: dict[date, list[Lembar]] = {}
    for row in rows:
        skp = targets.get((months.of(row.tanggal), row.butir_skp or ""), row.butir_skp or "")
        one = Lembar(
            row, stamp(row), evidence.get(row.id, []), twins.get(row.id, []), skp, *notes.get(row.id, ("", ""))
        )
        found.setdefault(row.tanggal, []).append(one)
    return [HariLapor(day, judged.get(day), lembar) for day, lembar in found.items()]


def _twins(ids: list[int]) -> dict[int, list[tuple[str, date]]]:
    """Whose report of which other day, or of which other person, carries a file of these reports."""
    found: dict[int, list[tuple[str, date]]] = {}
    for report, nama, day in TWINS.rows(ids=ids):
        found.setdefault(report, []).append((nama, Laporan.tanggal.python_value(day)))
    return found


def _twins_of(ids: list[int]) -> Any:
    other, theirs = BuktiDukung.alias(), Laporan.alias()
    return (
        BuktiDukung.select(BuktiDukung.laporan, Pegawai.nama, theirs.tanggal)
        .join(other, on=(other.hash == BuktiDukung.hash) & (other.laporan != BuktiDukung.laporan))
        .join(theirs, on=(theirs.id == other.laporan))
        .join(Pegawai, on=(Pegawai.id == theirs.pegawai))
        .where(BuktiDukung.laporan.in_(ids))
        .order_by(theirs.tanggal)
        .distinct()
    )


def _notes(ids: list[int]) -> dict[int, tuple[str, str]]:
    """The newest decision's note and article of each."""
    return {report: (note, article) for report, note, article in NOTES.rows(ids=ids)}


def _notes_of(ids: list[int]) -> Any:
    p = Persetujuan
    return p.select(p.laporan, p.catatan, p.aturan).where(p.laporan.in_(ids)).order_by(p.id)


def _targets(person: int, bulan: set[str]) -> dict[tuple[str, str], str]:
    rows = TARGETS.rows(pegawai=person, bulan=sorted(bulan))
    return {(month, butir): f"{butir} {rhk} ({satuan})" for month, butir, rhk, satuan in rows}


def _targets_of(pegawai: int, bulan: list[str]) -> Any:
    chosen = (Skp.pegawai == pegawai) & Skp.bulan.in_(bulan)
    return Skp.select(Skp.bulan, Skp.butir, Skp.rhk, Skp.satuan).where(chosen)


def _judged(person: int, rows: list[Laporan]) -> dict[date, Hari]:
    found = (to_hari(list(row)) for row in JUDGED.rows(pegawai=person, days=sorted({row.tanggal for row in rows})))
    return {hari.tanggal: hari for hari in found}


def _judged_of(pegawai: int, days: list[date]) -> Any:
    return HariKerja.select(*HARI).where((HariKerja.pegawai == pegawai) & HariKerja.tanggal.in_(days))


TWINS = Prepared(_twins_of, ids=list[int])
NOTES = Prepared(_notes_of, ids=list[int])
TARGETS = Prepared(_targets_of, pegawai=int, bulan=list[str])
JUDGED = Prepared(_judged_of, pegawai=int, days=list[date])
