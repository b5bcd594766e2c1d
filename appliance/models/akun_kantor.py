"""The accounts of an office: who has come in already, and for whom a code is waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import JOIN, fn

from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.pengguna import KodeAktivasi, Pengguna, Peran

PAGE = 50
# Roles that reach the whole regency: no office hands out the codes of their holders.
REGENCY = ("bkpsdm", "tim_tpp", "pemeriksa", "admin")


def listing(
    accounts: Any, today: date, now: datetime, *, opd_id: int | None = None, cari: str = "", new: bool = False
) -> Any:
    """Rows of the placed people among `accounts`: login, nama, unit, diaktifkan, kode (until when the open one holds).

    `new` leaves only those who have no password yet.
    """
    placed = (Penempatan.pegawai == Pegawai.id) & (Penempatan.mulai <= today) & (Penempatan.sampai >= today)
    unused = KodeAktivasi.dipakai.is_null() & (KodeAktivasi.berlaku_sampai > now)
    code = KodeAktivasi.select(fn.MAX(KodeAktivasi.berlaku_sampai)).where(
        (KodeAktivasi.pengguna == Pengguna.id) & unused
    )
    rows: Any = (
        Pengguna.select(Pengguna.id, Pengguna.nama_masuk, Pegawai.nama, Opd.nama.alias("unit"), Penempatan.jabatan,
                        Pengguna.diaktifkan, code.alias("kode"))
        .join(Pegawai).join(Penempatan, on=placed).join(Opd)
        .where(Pengguna.id.in_(accounts.select(Pengguna.id)))
        .order_by(Pegawai.nama, Pengguna.id)
    )  # fmt: skip
    if opd_id is not None:
        rows = rows.where(Opd.id == opd_id)
    if cari:
        rows = rows.where(Pegawai.nama.contains(cari) | Pengguna.nama_masuk.startswith(cari))
    return rows.where(Pengguna.sandi.is_null()) if new else rows


def shown(rows: Any, nth: int) -> list[dict[str, Any]]:
    """The n-th page of a listing."""
    until = KodeAktivasi.berlaku_sampai.python_value
    return [{**row, "kode": until(row["kode"])} for row in rows.paginate(nth, PAGE).dicts()]


def of_offices(accounts: Any, today: date) -> Any:
    """Those among `accounts` whose codes an office may hand out: nobody climbs by the account of a colleague."""
    lasts = Peran.selesai.is_null() | (Peran.selesai >= today)
    above = Peran.select(Peran.pengguna).where(Peran.peran.in_(REGENCY) & lasts)
    return accounts.where(Pengguna.id.not_in(above))


def of_ids(ids: Sequence[int], today: date) -> list[tuple[Pengguna, str, str]]:
    """Account, name and jabatan of these accounts, by name."""
    placed = (Penempatan.pegawai == Pegawai.id) & (Penempatan.mulai <= today) & (Penempatan.sampai >= today)
    rows: Any = (
        Pengguna.select(Pengguna, Pegawai.nama.alias("nama"), Penempatan.jabatan.alias("jabatan"))
        .join(Pegawai).join(Penempatan, JOIN.LEFT_OUTER, on=placed)
        .where(Pengguna.id.in_(list(ids))).order_by(Pegawai.nama, Pengguna.id)
    )  # fmt: skip
    return [(row, row.nama, row.jabatan or "") for row in rows.objects()]
