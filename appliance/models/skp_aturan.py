"""Targets that a superior left undecided count all the same: agreed to by rule, as daily reports are approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from appliance.models.atasan import superiors
from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan_waktu import locked
from appliance.models.pegawai import Pegawai
from appliance.models.persetujuan_aturan import article
from appliance.models.persetujuan_batas import deadline, holidays
from appliance.models.skp import PengajuanSkp, PutusanSkp
from appliance.models.tandai import mark_months
from appliance.rules import bulan as months
from appliance.rules.peraturan import Rak

WAITING = "menunggu"


def agree_overdue(shelf: Rak, pelaku: Pelaku) -> int:
    """Agree by rule to all targets that wait past their last day; returns how many. May be run twice.

    The last day is that of a daily report sent on the same day: so many working days, never past the month's cut-off.
    """
    today = pelaku.kapan.date()
    rows: Any = PengajuanSkp.select(PengajuanSkp, Pegawai).join(Pegawai).where(PengajuanSkp.status == WAITING)
    asked = [row for row in rows if row.dikirim is not None]
    free = holidays(min((row.dikirim.date() for row in asked), default=today))
    due = [(row, deadline(months.first(row.bulan), row.dikirim.date(), shelf, free)) for row in asked]
    return sum(_agree(row, last, shelf, pelaku) for row, last in due if last is not None and last < today)


def _agree(row: PengajuanSkp, last: date, shelf: Rak, pelaku: Pelaku) -> int:
    """One proposal, if it still waits and its month is open."""
    entry = article(months.first(row.bulan), last, shelf)
    basis, boss = f"{entry.pasal} {entry.nama}".strip(), _superior(row, last)
    said = f"Disetujui menurut aturan: tidak diputus sampai {last:%d-%m-%Y} ({basis})."
    with db.atomic():
        if locked(row.pegawai.id, row.bulan):
            return 0
        waits = (PengajuanSkp.id == row.id) & (PengajuanSkp.status == WAITING)
        if PengajuanSkp.update(status="disetujui").where(waits).execute() != 1:
            return 0
        PutusanSkp.create(pengajuan=row, putusan="disetujui", kapan=pelaku.kapan, catatan=said)
        mark_months([row.pegawai.id], row.bulan, row.bulan)
        after = {"status": "disetujui", "dasar": basis, "atasan": boss}
        key = f"{row.pegawai.nip}/{row.bulan}"
        record(pelaku, [Perubahan("setuju_menurut_aturan", "skp", key, {"status": WAITING}, after)])
    return 1


def _superior(row: PengajuanSkp, last: date) -> str | None:
    """The NIP of whose duty it was on the last day."""
    day = min(max(last, months.first(row.bulan)), months.last(row.bulan))
    boss = superiors([(row.pegawai.id, day)], last)[row.pegawai.id, day]
    found: str | None = Pegawai.select(Pegawai.nip).where(Pegawai.id == boss).scalar()
    return found
