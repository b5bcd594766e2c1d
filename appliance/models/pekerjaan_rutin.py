"""What the worker does by timetable: when it last had to, when it last did, and how that ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import IntegerField, TextField

from appliance.models.base import Record, WaktuField, db


class PekerjaanRutin(Record):
    """`giliran` is when it was last due; `galat` the kind of breakdown of the last run, empty when it ended well."""

    nama = TextField(unique=True)
    giliran = WaktuField(null=True)
    mulai = WaktuField(null=True)
    selesai = WaktuField(null=True)
    galat = TextField(default="")
    lama = IntegerField(default=0)  # milliseconds of the last run


def keep(found: dict[str, dict[str, Any]]) -> None:
    """Write what is known by now; fields that are not named stay."""
    with db.atomic():
        for nama, values in found.items():
            changed = PekerjaanRutin.update(**values).where(PekerjaanRutin.nama == nama).execute()
            if not changed:
                PekerjaanRutin.create(nama=nama, **values)


def last_due() -> dict[str, datetime]:
    """By name, when each was due as far as that was written down."""
    rows: Any = PekerjaanRutin.select(PekerjaanRutin.nama, PekerjaanRutin.giliran).tuples()
    return {nama: giliran for nama, giliran in rows if giliran is not None}


def forget(known: set[str]) -> None:
    """Rows of work that this version no longer does."""
    PekerjaanRutin.delete().where(PekerjaanRutin.nama.not_in(sorted(known))).execute()
