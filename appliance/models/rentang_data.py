"""From when to when an office has data, so that only those days are marked when a fact under them changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from appliance.models.cakupan import PernyataanData, settle
from appliance.models.hari_kerja import HariKerja
from appliance.models.jadwal import Roster
from appliance.models.mesin import MesinOpd
from appliance.models.opd import Opd
from appliance.models.penempatan import Penempatan
from appliance.models.presensi import Presensi
from appliance.models.tandai import mark_all, mark_days, mark_opd

DAY = timedelta(days=1)


def first_data(opd_id: int) -> date | None:
    """The first day of the month of the office's earliest punch or declaration; None when it has neither."""
    earliest: list[date] = []
    machines: Any = MesinOpd.select(MesinOpd.mesin, MesinOpd.mulai).where(MesinOpd.opd == opd_id).tuples()
    for mesin_id, mulai in machines:
        punch: Any = Presensi.select(Presensi.waktu).where((Presensi.mesin == mesin_id) & ~Presensi.ditarik)
        found = punch.order_by(Presensi.waktu).limit(1).scalar()
        if found is not None:
            earliest.append(max(found.date(), mulai or date.min))
    declared: Any = PernyataanData.select(PernyataanData.sampai).where(PernyataanData.opd == opd_id)
    said = declared.order_by(PernyataanData.sampai).limit(1).scalar()
    if said is not None:
        earliest.append(said)
    return min(earliest).replace(day=1) if earliest else None


def data_window(opd_id: int) -> tuple[date, date] | None:
    """The days of an office that can be judged; None when there are none."""
    last: date | None = Opd.select(Opd.data_sampai).where(Opd.id == opd_id).scalar()
    first = first_data(opd_id) if last is not None else None
    return None if last is None or first is None or first > last else (first, last)


def mark_within(pegawai_ids: list[int], window: tuple[date, date] | None, mulai: date, selesai: date) -> None:
    """Mark the days from `mulai` to `selesai` that the office's window holds."""
    if window is None:
        return
    first, last = max(mulai, window[0]), min(selesai, window[1])
    if first <= last:
        mark_days(pegawai_ids, first, last)


def settle_and_mark(opd_id: int) -> None:
    """Recompute how far an office is covered and mark the days between, for those who serve there."""
    before, now = settle(opd_id)
    if before == now:
        return
    if before is None or now is None:
        first = first_data(opd_id)
        last = before or now
        if first is not None and last is not None and first <= last:
            mark_opd(opd_id, first, last)
        return
    mark_opd(opd_id, min(before, now) + DAY, max(before, now))


def floor_of(today: date) -> date:
    """Days before this were never judged, so nobody asks for them until their data come."""
    month_before = (today.replace(day=1) - DAY).replace(day=1)
    judged: Any = HariKerja.select(HariKerja.tanggal).order_by(HariKerja.tanggal).limit(1).scalar()
    return min(judged, month_before) if judged is not None else month_before


def mark_everywhere(days: set[date], today: date) -> None:
    """Mark single days of everybody, those for which some office can have data by now."""
    last: Any = Opd.select(Opd.data_sampai).where(Opd.data_sampai.is_null(is_null=False))
    reached = last.order_by(Opd.data_sampai.desc()).limit(1).scalar()
    floor = floor_of(today)
    for day in sorted(days):
        if reached is not None and floor <= day <= reached:
            mark_all(day, day)


def mark_schedules(kode: set[str], spans: list[tuple[str | None, str | None]], today: date) -> None:
    """Mark the days of everybody who works by these schedules in these spans (ISO dates, None: open)."""
    if not spans:
        return
    floor = floor_of(today)
    first = max(floor, min(date.fromisoformat(a) if a else floor for a, _ in spans))
    last = min(today + DAY, max(date.fromisoformat(b) if b else today for _, b in spans))
    weekly: Any = Penempatan.select(Penempatan.pegawai).where(
        Penempatan.jadwal.in_(sorted(kode)) & (Penempatan.sampai >= first)
    )
    by_roster: Any = Roster.select(Roster.pegawai).where(
        Roster.kode_jadwal.in_(sorted(kode)) & (Roster.tanggal >= first)
    )
    people = {row[0] for row in [*weekly.tuples(), *by_roster.tuples()]}
    if people and first <= last:
        mark_days(sorted(people), first, last)
