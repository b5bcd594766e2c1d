"""What a superior looks at before he decides: who waits, and one person's days with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from appliance.models.atasan import Pohon
from appliance.models.bukti_dukung import BuktiDukung, of_reports
from appliance.models.fakta_bulan import HARI, to_hari
from appliance.models.hari_kerja import HariKerja
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.pegawai import Pegawai
from appliance.models.persetujuan import TUNGGU, stamp
from appliance.models.persetujuan_antrean import waiting
from appliance.models.persetujuan_batas import deadline, holidays
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
    ids = [row[0] for row in waiting(pegawai_id, today, headed)]
    columns = (Pegawai.nip, Pegawai.nama, Laporan.tanggal, Laporan.dikirim)
    rows: Any = Laporan.select(*columns).join(Pegawai).where(Laporan.id.in_(ids)).order_by(Laporan.tanggal)
    found: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for nip, nama, day, sent in rows.tuples():
        found.setdefault((nip, nama), []).append((day, sent.date() if isinstance(sent, datetime) else day))
    free = holidays(min((days[0][0] for days in found.values()), default=today))
    queue = []
    for (nip, nama), days in found.items():
        limits = [last for day, sent in days if (last := deadline(day, sent, shelf, free)) is not None]
        queue.append(Antrean(nip, nama, len(days), days[0][0], min(limits, default=None)))
    return sorted(queue, key=lambda one: (one.batas or date.max, one.nama))


def reports_of(nip: str, pegawai_id: int, today: date) -> tuple[list[Laporan], list[Laporan]]:
    """(waiting, decided) reports of a person that `pegawai_id` may decide; decided ones of this month and the last."""
    since = months.first(months.prev(months.of(today)))
    chosen: Any = Laporan.select(Laporan, Pegawai).join(Pegawai).where(Pegawai.nip == nip)
    chosen = chosen.where((Laporan.status == TUNGGU) | (Laporan.tanggal >= since))
    rows: list[Laporan] = list(chosen.order_by(Laporan.tanggal, Laporan.mulai))
    tree = Pohon({row.pegawai.id for row in rows}, today)
    mine = [r for r in rows if (one := tree.decider(r.pegawai.id, r.tanggal)) and one.pegawai_id == pegawai_id]
    return [r for r in mine if r.status == TUNGGU], [r for r in mine if r.status != TUNGGU]


def days_of(rows: list[Laporan]) -> list[HariLapor]:
    """These reports of one person day by day, in five queries."""
    if not rows:
        return []
    ids, person = [row.id for row in rows], rows[0].pegawai.id
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
    other, theirs = BuktiDukung.alias(), Laporan.alias()
    rows: Any = (
        BuktiDukung.select(BuktiDukung.laporan, Pegawai.nama, theirs.tanggal)
        .join(other, on=(other.hash == BuktiDukung.hash) & (other.laporan != BuktiDukung.laporan))
        .join(theirs, on=(theirs.id == other.laporan))
        .join(Pegawai, on=(Pegawai.id == theirs.pegawai))
        .where(BuktiDukung.laporan.in_(ids))
        .order_by(theirs.tanggal)
        .distinct()
    )
    found: dict[int, list[tuple[str, date]]] = {}
    for report, nama, day in rows.tuples():
        found.setdefault(report, []).append((nama, day))
    return found


def _notes(ids: list[int]) -> dict[int, tuple[str, str]]:
    """The newest decision's note and article of each."""
    rows: Any = Persetujuan.select(Persetujuan.laporan, Persetujuan.catatan, Persetujuan.aturan).where(
        Persetujuan.laporan.in_(ids)
    )
    return {report: (note, article) for report, note, article in rows.order_by(Persetujuan.id).tuples()}


def _targets(person: int, bulan: set[str]) -> dict[tuple[str, str], str]:
    rows: Any = Skp.select(Skp.bulan, Skp.butir, Skp.rhk, Skp.satuan).where(
        (Skp.pegawai == person) & Skp.bulan.in_(sorted(bulan))
    )
    return {(month, butir): f"{butir} {rhk} ({satuan})" for month, butir, rhk, satuan in rows.tuples()}


def _judged(person: int, rows: list[Laporan]) -> dict[date, Hari]:
    days = sorted({row.tanggal for row in rows})
    chosen: Any = HariKerja.select(*HARI).where((HariKerja.pegawai == person) & HariKerja.tanggal.in_(days))
    return {hari.tanggal: hari for hari in (to_hari(list(row)) for row in chosen.tuples())}
