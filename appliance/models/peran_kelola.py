"""Giving and ending roles, by letter and date; nobody gives one to himself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from peewee import JOIN, fn

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.orang_opd import matches
from appliance.models.pegawai import Pegawai
from appliance.models.pengguna import Pengguna, Peran
from appliance.models.refused import Refused

BOUND = ("operator", "kepala", "bendahara")  # each of one office
DATED = ("pemeriksa",)  # by letter of assignment, with its last day
PAGE = 30


def accounts(visible: Any, cari: str, halaman: int) -> tuple[list[dict[str, Any]], int]:
    """A page of the accounts of a query, found by name, NIP or sign-in name, with how many roles each has."""
    rows: Any = visible.join(Pegawai, JOIN.LEFT_OUTER)
    if cari.strip():
        rows = rows.where(matches(cari) | (fn.LOWER(Pengguna.nama_masuk) == cari.strip().lower()))
    else:
        rows = rows.where(Pengguna.id.in_(Peran.select(Peran.pengguna)))
    count = rows.count()
    roles = Peran.select(fn.COUNT(Peran.id)).where(Peran.pengguna == Pengguna.id)
    chosen = rows.select(Pengguna.id, Pengguna.nama_masuk, Pengguna.diaktifkan, Pegawai.nama, roles.alias("peran"))
    return list(chosen.order_by(Pegawai.nama, Pengguna.nama_masuk).paginate(halaman, PAGE).dicts()), count


def given(pengguna_id: int) -> list[dict[str, Any]]:
    """Every role the account ever had, the latest first."""
    p = Peran
    rows: Any = p.select(p.id, p.peran, p.mulai, p.selesai, p.nomor_surat, Opd.nama.alias("unit"))
    return list(rows.join(Opd, JOIN.LEFT_OUTER).where(p.pengguna == pengguna_id).order_by(p.mulai.desc(), p.id).dicts())


def give(target: Pengguna, isi: dict[str, Any], pelaku: Pelaku) -> Peran:
    """Give a role: `isi` has peran, opd (or None), mulai, selesai (or None), nomor_surat. The same role of the same
    office from the same day is the same row. Raises Refused."""
    _refuse(target, isi, pelaku)
    with db.atomic():
        same: Any = (Peran.pengguna == target) & (Peran.peran == isi["peran"]) & (Peran.mulai == isi["mulai"])
        same &= Peran.opd.is_null() if isi["opd"] is None else (Peran.opd == isi["opd"])
        row: Peran | None = Peran.get_or_none(same)
        if row is None:
            row = Peran.create(pengguna=target, **isi)
            record(pelaku, [Perubahan("beri", "peran", _key(row), None, _image(row))])
    return row


def end(row: Peran, terakhir: date, pelaku: Pelaku) -> None:
    """End a role after a day. Raises Refused for one's own, or for a day before it began or after its end."""
    if row.pengguna.id == pelaku.pengguna_id:
        raise Refused({"terakhir": "Peran Anda sendiri diakhiri admin lain."})
    if terakhir < row.mulai - timedelta(days=1) or (row.selesai is not None and terakhir > row.selesai):
        raise Refused({"terakhir": "Hari terakhir di luar masa peran ini."})
    with db.atomic():
        before = _image(row)
        Peran.update(selesai=terakhir).where(Peran.id == row.id).execute()
        row.selesai = terakhir
        record(pelaku, [Perubahan("akhiri", "peran", _key(row), before, _image(row))])


def _refuse(target: Pengguna, isi: dict[str, Any], pelaku: Pelaku) -> None:
    errors = {}
    if target.id == pelaku.pengguna_id:
        errors["peran"] = "Peran untuk Anda sendiri diberikan admin lain."
    if isi["peran"] in BOUND and isi["opd"] is None:
        errors["opd"] = "Peran ini untuk satu unit kerja; pilih unit kerjanya."
    if isi["peran"] in DATED and (isi["selesai"] is None or not isi["nomor_surat"]):
        errors["selesai"] = "Pemeriksa bertugas dengan surat tugas dan tanggal selesai."
    if isi["selesai"] is not None and isi["selesai"] < isi["mulai"]:
        errors["selesai"] = "Tanggal selesai lebih awal daripada tanggal mulai."
    if errors:
        raise Refused(errors)


def _key(row: Peran) -> str:
    return f"{row.pengguna.nama_masuk}/{row.peran}/{row.opd.kode if row.opd else ''}"


def _image(row: Peran) -> dict[str, Any]:
    return {
        "nip": row.pengguna.nama_masuk, "peran": row.peran, "opd": row.opd.kode if row.opd else None,
        "mulai": row.mulai.isoformat(), "selesai": row.selesai.isoformat() if row.selesai else None,
        "nomor_surat": row.nomor_surat,
    }  # fmt: skip
