"""Whose PIN it is on a machine, from when to when, as the operator said."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField
from appliance.models.mesin import Mesin
from appliance.models.pegawai import Pegawai


class Pin(Record):
    """Wins over the `pin_mesin` of placements. `pin` is canonical: no spaces, no leading zeros."""

    mesin = ForeignKeyField(Mesin, backref="pin")
    pin = TextField()
    pegawai = ForeignKeyField(Pegawai, backref="pin")
    mulai = TanggalField()
    selesai = TanggalField(null=True)

    class Meta:
        indexes = ((("mesin", "pin", "mulai"), True),)
