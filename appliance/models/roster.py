"""A person's month of shifts, written as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from appliance.models.base import db
from appliance.models.jadwal import Jadwal, Roster
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pegawai import Pegawai
from appliance.models.refused import Refused
from appliance.models.tandai import mark_days

LIBUR = "LIBUR"


def codes() -> list[tuple[str, str]]:
    """Codes that a roster may name, each with its hours; LIBUR last."""
    found: dict[str, str] = {}
    for kode, masuk, pulang in _hours():
        found.setdefault(kode, f"{kode} {masuk:%H.%M}-{pulang:%H.%M}")
    return [*sorted(found.items()), (LIBUR, "Libur")]


def _hours() -> Any:
    return Jadwal.select(Jadwal.kode, Jadwal.masuk, Jadwal.pulang).order_by(Jadwal.kode, Jadwal.hari).tuples()


def of_people(pegawai_ids: Sequence[int], mulai: date, selesai: date) -> dict[int, dict[date, str]]:
    """Each person's codes by day."""
    there = Roster.pegawai.in_(list(pegawai_ids)) & Roster.tanggal.between(mulai, selesai)
    rows: Any = Roster.select(Roster.pegawai, Roster.tanggal, Roster.kode_jadwal).where(there).tuples()
    found: dict[int, dict[date, str]] = {}
    for person, day, kode in rows:
        found.setdefault(person, {})[day] = kode
    return found


def plan(pegawai: Pegawai, wanted: Mapping[date, str], pelaku: Pelaku) -> int:
    """Write what stands on each day; an empty code takes the row away. Returns how many days changed.

    Raises Refused when a code is unknown, naming the day's field.
    """
    known = {kode for kode, _ in codes()}
    wrong = {day: kode for day, kode in wanted.items() if kode and kode not in known}
    if wrong:
        raise Refused({f"h-{day.day}": f"Kode {kode} tidak dikenal." for day, kode in wrong.items()})
    with db.atomic():
        there = of_people([pegawai.id], min(wanted), max(wanted)).get(pegawai.id, {})
        days = [day for day, kode in wanted.items() if there.get(day, "") != kode]
        Roster.delete().where((Roster.pegawai == pegawai) & Roster.tanggal.in_(days)).execute()
        for day in days:
            if wanted[day]:
                Roster.create(pegawai=pegawai, tanggal=day, kode_jadwal=wanted[day])
        record(pelaku, [_change(pegawai, day, there.get(day, ""), wanted[day]) for day in days])
        if days:
            mark_days([pegawai.id], min(days), max(days))
    return len(days)


def _change(pegawai: Pegawai, day: date, before: str, after: str) -> Perubahan:
    def image(kode: str) -> dict[str, Any] | None:
        return {"nip": pegawai.nip, "tanggal": day.isoformat(), "kode_jadwal": kode} if kode else None

    return Perubahan("catat", "roster", f"{pegawai.nip}/{day.isoformat()}", image(before), image(after))
