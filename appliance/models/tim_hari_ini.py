"""The people one leads, today: present, late, on leave, not yet known; and who still lacks the month's predikat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from peewee import fn

from appliance.models.cuti import Cuti
from appliance.models.hari_kerja import HariKerja
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.persetujuan_antrean import team_of
from appliance.models.persetujuan_batas import cut_off
from appliance.models.prepared import Prepared
from appliance.models.presensi import Presensi
from appliance.models.skp import Predikat
from appliance.rules import bulan as months
from appliance.rules.peraturan import Rak

HADIR, TERLAMBAT, CUTI, LIBUR, BELUM = "hadir", "terlambat", "cuti", "libur", "belum"
MINUTE = timedelta(minutes=1)


class Anggota(NamedTuple):
    """One of the team: `keadaan` as above, the first punch of today, minutes late, and the kind of leave."""

    nip: str
    nama: str
    jabatan: str
    keadaan: str
    masuk: datetime | None
    menit: int
    cuti: str


def team_today(pegawai_id: int, today: date) -> list[Anggota]:
    """Everybody this person decides for today, by name; four queries."""
    people = team_of(pegawai_id, today)
    ids = [person for person, _, _, _ in people]
    days, punches, leave = _days(ids, today), _punches(ids, today), _leave(ids, today)
    nothing: tuple[str, Any, int] = ("", None, 0)
    return [
        _member((nip, nama, jabatan), days.get(person, nothing), punches.get(person), leave.get(person, ""))
        for person, nip, nama, jabatan in people
    ]


def _member(who: tuple[str, str, str], day: tuple[str, Any, int], punch: datetime | None, leave: str) -> Anggota:
    keadaan, begins, late = day
    if punch is None:
        state = CUTI if leave else LIBUR if keadaan == LIBUR else BELUM
        return Anggota(*who, state, None, 0, leave)
    if not late and begins is not None and keadaan != LIBUR:
        late = max(0, (punch.replace(second=0, microsecond=0) - begins) // MINUTE)
    return Anggota(*who, TERLAMBAT if late and not leave else HADIR, punch, late, leave)


def _days(ids: list[int], today: date) -> dict[int, tuple[str, Any, int]]:
    rows = DAYS.rows(ids=ids, today=today)
    return {person: (keadaan, HariKerja.mulai.python_value(begins), late) for person, keadaan, begins, late in rows}


def _punches(ids: list[int], today: date) -> dict[int, datetime]:
    since = datetime.combine(today, time())
    rows = PUNCHES.rows(ids=ids, since=since, until=since + timedelta(days=1))
    return {person: Presensi.waktu.python_value(first) for person, first in rows}


def _leave(ids: list[int], today: date) -> dict[int, str]:
    return {person: kind for person, kind in LEAVE.rows(ids=ids, today=today)}


def _days_of(ids: list[int], today: date) -> Any:
    h = HariKerja
    return h.select(h.pegawai, h.keadaan, h.mulai, h.terlambat).where(h.pegawai.in_(ids) & (h.tanggal == today))


def _punches_of(ids: list[int], since: datetime, until: datetime) -> Any:
    own = Presensi.pegawai.in_(ids) & (Presensi.waktu >= since) & (Presensi.waktu < until)
    rows = Presensi.select(Presensi.pegawai, fn.MIN(Presensi.waktu)).where(own & ~Presensi.ditarik)
    return rows.group_by(Presensi.pegawai)


def _leave_of(ids: list[int], today: date) -> Any:
    covers = Cuti.pegawai.in_(ids) & (Cuti.mulai <= today) & (Cuti.selesai >= today)
    return Cuti.select(Cuti.pegawai, Cuti.jenis).where(covers)


DAYS = Prepared(_days_of, ids=list[int], today=date)
PUNCHES = Prepared(_punches_of, ids=list[int], since=datetime, until=datetime)
LEAVE = Prepared(_leave_of, ids=list[int], today=date)


def predikat_month(today: date, shelf: Rak) -> str | None:
    """The month whose predikat is to come: the last one until its cut-off, else this one; None: not by predikat."""
    last = months.prev(months.of(today))
    limit = cut_off(last, shelf)
    bulan = last if limit is not None and today <= limit else months.of(today)
    entry = shelf.cari("kinerja.metode", months.last(bulan))
    return bulan if entry is not None and entry.nilai == "predikat" else None


def without_predikat(ids: Sequence[int], bulan: str) -> list[tuple[str, str]]:
    """(NIP, name) of those of these people who serve in the month and have no predikat for it yet."""
    rows = LACKING.rows(ids=ids, bulan=bulan, mulai=months.first(bulan), selesai=months.last(bulan))
    return [(nip, nama) for nip, nama in rows]


def _lacking(ids: list[int], bulan: str, mulai: date, selesai: date) -> Any:
    have = Predikat.select(Predikat.pegawai).where(Predikat.bulan == bulan)
    served = (Penempatan.mulai <= selesai) & (Penempatan.sampai >= mulai)
    placed = Penempatan.select(Penempatan.pegawai).where(served & Penempatan.pegawai.in_(ids))
    rows = Pegawai.select(Pegawai.nip, Pegawai.nama).where(Pegawai.id.in_(placed) & Pegawai.id.not_in(have))
    return rows.order_by(Pegawai.nama)


LACKING = Prepared(_lacking, ids=list[int], bulan=str, mulai=date, selesai=date)
