"""The list of people that somebody may see, and what stands of one of them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from appliance.models.opd import Opd
from appliance.models.orang_opd import matches
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.pin import Pin

PAGE = 30


class Baris(NamedTuple):
    """One person as the list shows it."""

    nip: str
    nama: str
    jabatan: str
    unit: str
    pin: str | None


def listing(visible: Any, today: date, cari: str, opd_id: int | None, halaman: int) -> tuple[list[Baris], int]:
    """A page of the people in `visible` (a query of their ids) placed today, and how many there are in all."""
    there = (Penempatan.mulai <= today) & (Penempatan.sampai >= today) & Penempatan.pegawai.in_(visible)
    if opd_id is not None:
        there &= Penempatan.opd == opd_id
    if cari.strip():
        there &= matches(cari)
    rows: Any = (
        Penempatan.select(Pegawai.nip, Pegawai.nama, Penempatan.jabatan, Opd.nama, Penempatan.pin_mesin)
        .join(Pegawai)
        .switch(Penempatan)
        .join(Opd)
        .where(there)
    )
    count = rows.count()
    shown = rows.order_by(Pegawai.nama, Pegawai.nip).paginate(halaman, PAGE)
    return [Baris(*row) for row in shown.tuples()], count


def placements(pegawai_id: int) -> list[Penempatan]:
    """A person's placements with their offices, the latest first."""
    rows: Any = Penempatan.select(Penempatan, Opd).join(Opd).where(Penempatan.pegawai == pegawai_id)
    return list(rows.order_by(Penempatan.mulai.desc()))


def pins(pegawai_id: int) -> list[Pin]:
    """PINs that an officer gave to the person."""
    return list(Pin.select().where(Pin.pegawai == pegawai_id).order_by(Pin.mulai.desc()))
