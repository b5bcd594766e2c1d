"""Entering and withdrawing free days; everybody's day is judged again."""

from __future__ import annotations

from datetime import date

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kalender import Libur
from appliance.models.refused import Refused
from appliance.models.tandai import mark_all


def days_of(tahun: int) -> list[Libur]:
    """The free days of a year, by date."""
    inside = Libur.tanggal.between(date(tahun, 1, 1), date(tahun, 12, 31))
    return list(Libur.select().where(inside).order_by(Libur.tanggal))


def set_day(tanggal: date, nama: str, jenis: str, pelaku: Pelaku) -> bool:
    """Make a day free, or change its name and kind; False when nothing changes."""
    with db.atomic():
        row: Libur | None = Libur.get_or_none(Libur.tanggal == tanggal)
        before = None if row is None else {"nama": row.nama, "jenis": row.jenis}
        after = {"nama": nama, "jenis": jenis}
        if before == after:
            return False
        if row is None:
            Libur.create(tanggal=tanggal, **after)
            mark_all(tanggal, tanggal)
        else:
            Libur.update(**after).where(Libur.id == row.id).execute()
        record(pelaku, [Perubahan("ubah" if before else "baru", "libur", tanggal.isoformat(), before, after)])
    return True


def withdraw_day(tanggal: date, pelaku: Pelaku) -> None:
    """Make it a day like any other again. Raises Refused when it is one already."""
    with db.atomic():
        row: Libur | None = Libur.get_or_none(Libur.tanggal == tanggal)
        if row is None:
            raise Refused({"": "Hari ini sudah bukan hari libur."})
        before = {"nama": row.nama, "jenis": row.jenis}
        Libur.delete().where(Libur.id == row.id).execute()
        mark_all(tanggal, tanggal)
        record(pelaku, [Perubahan("tarik", "libur", tanggal.isoformat(), before, None)])
