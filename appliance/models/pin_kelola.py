"""PINs that nobody owns, and giving one to a person: stored punches find their owner, their days are judged again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import fn

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import OPEN
from appliance.models.penerimaan import resolve_pins
from appliance.models.pin import Pin
from appliance.models.presensi import Karantina, Presensi
from appliance.models.refused import Refused

READINGS = 5  # of a machine that are asked what it calls a person


class Asing(NamedTuple):
    """A PIN with punches that belong to nobody."""

    mesin: str
    opd: str
    pin: str
    jumlah: int
    pertama: datetime
    terakhir: datetime


def strangers(mesin_ids: Any, opd_id: int | None = None) -> list[Asing]:
    """Unknown PINs of these machines (ids or a query of them), the most used first."""
    there = Presensi.pegawai.is_null() & ~Presensi.ditarik & Presensi.mesin.in_(mesin_ids)
    if opd_id is not None:
        there &= Mesin.opd == opd_id
    rows: Any = (
        Presensi.select(
            Mesin.sn, Opd.kode, Presensi.pin, fn.COUNT(Presensi.id).alias("jumlah"),
            fn.MIN(Presensi.waktu), fn.MAX(Presensi.waktu),
        )
        .join(Mesin)
        .join(Opd)
        .where(there)
        .group_by(Mesin.sn, Opd.kode, Presensi.pin)
        .order_by(fn.COUNT(Presensi.id).desc(), Presensi.pin)
    )  # fmt: skip
    return [Asing(*row) for row in rows.tuples()]


def stranger(mesin: Mesin, pin: str) -> Asing | None:
    """Counts of one PIN on a machine, whoever owns it now; None when it never came."""
    own = (Presensi.mesin == mesin) & (Presensi.pin == pin) & ~Presensi.ditarik
    counts: Any = Presensi.select(fn.COUNT(Presensi.id), fn.MIN(Presensi.waktu), fn.MAX(Presensi.waktu))
    count, first, last = counts.where(own).scalar(as_tuple=True)
    return Asing(mesin.sn, mesin.opd.kode, pin, count, first, last) if count else None


def name_at_machine(mesin: Mesin, pin: str) -> str:
    """What the machine itself calls the holder of a PIN: a hint, badly spelt; empty when it never said."""
    rows: Any = Pembacaan.select(Pembacaan.rincian).where((Pembacaan.mesin == mesin) & (Pembacaan.pin_asing > 0))
    for (detail,) in rows.order_by(Pembacaan.id.desc()).limit(READINGS).tuples():
        name = ((detail or {}).get("nama") or {}).get(pin)
        if name:
            return str(name)
    return ""


def give(mesin: Mesin, pin: str, pegawai: Pegawai, mulai: date, pelaku: Pelaku) -> int:
    """Say whose PIN it is on this machine from a day on; returns how many punches found another owner.

    Raises Refused on `mulai` when somebody holds the PIN on that day already by an officer's word.
    """
    with db.atomic():
        for held in Pin.select().where((Pin.mesin == mesin) & (Pin.pin == pin)):
            if (held.pegawai.id, held.mulai, held.selesai) == (pegawai.id, mulai, None):
                return 0
            if (held.selesai or OPEN) >= mulai:
                raise Refused({"mulai": _held(held)})
        row = Pin.create(mesin=mesin, pin=pin, pegawai=pegawai, mulai=mulai)
        record(pelaku, [Perubahan("beri", "pin", _key(row), None, _image(row))])
        return resolve_pins([mesin.id])


def end(row: Pin, selesai: date, pelaku: Pelaku) -> int:
    """Let a mapping hold up to `selesai` only. Raises Refused on `selesai`."""
    if selesai < row.mulai:
        raise Refused({"selesai": "Hari terakhir lebih awal daripada hari mulainya."})
    with db.atomic():
        before = _image(row)
        row.selesai = selesai
        row.save()
        record(pelaku, [Perubahan("akhiri", "pin", _key(row), before, _image(row))])
        return resolve_pins([row.mesin.id])


def withdraw(row: Pin, pelaku: Pelaku) -> int:
    """Take a mapping back as if it had never been said."""
    with db.atomic():
        record(pelaku, [Perubahan("tarik", "pin", _key(row), _image(row), None)])
        Pin.delete().where(Pin.id == row.id).execute()
        return resolve_pins([row.mesin.id])


def given(mesin_ids: Any) -> list[Pin]:
    """Mappings of these machines, the latest first."""
    rows: Any = Pin.select(Pin, Pegawai, Mesin).join(Pegawai).switch(Pin).join(Mesin)
    return list(rows.where(Pin.mesin.in_(mesin_ids)).order_by(Pin.mulai.desc(), Pegawai.nama))


def held_records(mesin_ids: Any) -> Sequence[Karantina]:
    """Records in quarantine, the latest reading first, each with its machine and reading."""
    rows: Any = Karantina.select(Karantina, Mesin, Pembacaan).join(Mesin).switch(Karantina).join(Pembacaan)
    return list(rows.where(Karantina.mesin.in_(mesin_ids)).order_by(Karantina.id.desc()).limit(1000))


def _held(row: Pin) -> str:
    until = f" sampai {row.selesai:%d-%m-%Y}" if row.selesai else ""
    return f"PIN {row.pin} dipegang {row.pegawai.nama} sejak {row.mulai:%d-%m-%Y}{until}. Akhiri dahulu pemakaiannya."


def _key(row: Pin) -> str:
    return f"{row.mesin.sn}/{row.pin}/{row.mulai.isoformat()}"


def _image(row: Pin) -> dict[str, Any]:
    return {
        "mesin": row.mesin.sn, "pin": row.pin, "nip": row.pegawai.nip, "mulai": row.mulai.isoformat(),
        "selesai": row.selesai.isoformat() if row.selesai else None,
    }  # fmt: skip
