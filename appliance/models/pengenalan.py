"""Three short pages for somebody who came in for the first time: still to see, or seen."""

from __future__ import annotations

from datetime import datetime

from peewee import ForeignKeyField

from appliance.models.base import Record, WaktuField, insert_ignoring
from appliance.models.pengguna import Pengguna


class Pengenalan(Record):
    """Made at the activation; `selesai` when the pages were read or skipped."""

    pengguna = ForeignKeyField(Pengguna, unique=True, backref="pengenalan")
    dibuat = WaktuField()
    selesai = WaktuField(null=True)


def offer(pengguna_id: int, now: datetime) -> None:
    """To be shown after the first activation; a later one shows nothing again."""
    insert_ignoring(Pengenalan, (Pengenalan.pengguna, Pengenalan.dibuat), [(pengguna_id, now)])


def is_open(pengguna_id: int) -> bool:
    """Whether the pages were offered and neither read nor skipped."""
    return bool(Pengenalan.select().where((Pengenalan.pengguna == pengguna_id) & Pengenalan.selesai.is_null()).exists())


def finish(pengguna_id: int, now: datetime) -> None:
    """Read to the end, or skipped."""
    left = (Pengenalan.pengguna == pengguna_id) & Pengenalan.selesai.is_null()
    Pengenalan.update(selesai=now).where(left).execute()
