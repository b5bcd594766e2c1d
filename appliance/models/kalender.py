"""Free days: public holidays, cuti bersama, local holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from peewee import TextField

from appliance.models.base import Record, TanggalField, db, insert_rows
from appliance.models.jejak import Pelaku, Perubahan, record

JENIS = ("nasional", "cuti_bersama", "daerah")


class Libur(Record):
    tanggal = TanggalField(unique=True)
    nama = TextField()
    jenis = TextField(default="daerah")


def seed(years: Iterable[int], pelaku: Pelaku) -> int:
    """National holidays and cuti bersama of these years from the `holidays` package; what is entered stays.

    Dates that the package only estimates say so in their name. Returns how many days are new.
    """
    import holidays  # a large package, needed once a year

    wanted: dict[date, tuple[str, str]] = {}
    for category, jenis in (("government", "cuti_bersama"), ("public", "nasional")):
        found = holidays.country_holidays("ID", years=list(years), categories=(category,), language="id")
        wanted |= {day: (name, jenis) for day, name in found.items()}
    with db.atomic():
        entered: Any = Libur.select(Libur.tanggal).tuples()
        have = {row[0] for row in entered}
        fresh = [(day, *wanted[day]) for day in sorted(wanted) if day not in have]
        insert_rows(Libur, (Libur.tanggal, Libur.nama, Libur.jenis), fresh)
        changes = [
            Perubahan("baru", "libur", day.isoformat(), None, {"nama": nama, "jenis": jenis})
            for day, nama, jenis in fresh
        ]
        record(pelaku, changes)
    return len(fresh)
