"""Naming who signs an office's papers, and taking a name back that was given by mistake."""

from __future__ import annotations

from datetime import date
from typing import Any

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penandatangan import PERAN, Penandatangan
from appliance.models.refused import Refused


def listed(opd_id: int) -> list[dict[str, Any]]:
    """Everybody ever named for the office: id, peran, nama, nip, mulai, sebutan; by role, the latest first."""
    p = Penandatangan
    rows: Any = p.select(p.id, p.peran, p.mulai, p.sebutan, Pegawai.nama, Pegawai.nip).join(Pegawai)
    return list(rows.where(p.opd == opd_id).order_by(p.peran, p.mulai.desc()).dicts())


def signers_of(opd_id: int, today: date) -> list[dict[str, Any]]:
    """Of each role the one in force today, in the order of PERAN."""
    begun = [row for row in listed(opd_id) if row["mulai"] <= today]
    return [
        next(row for row in begun if row["peran"] == peran) for peran in PERAN if peran in {r["peran"] for r in begun}
    ]


def appoint(opd: Opd, peran: str, nip: str, mulai: date, sebutan: str, pelaku: Pelaku) -> Penandatangan:
    """Name the signer of a role from a day on; the same day again replaces the name. Raises Refused."""
    pegawai: Pegawai | None = Pegawai.get_or_none(Pegawai.nip == "".join(nip.split()))
    if pegawai is None:
        raise Refused({"nip": "NIP ini tidak dikenal."})
    with db.atomic():
        own = (Penandatangan.opd == opd) & (Penandatangan.peran == peran) & (Penandatangan.mulai == mulai)
        row = Penandatangan.get_or_none(own)
        before = None if row is None else _image(row)
        row = row or Penandatangan(opd=opd, peran=peran, mulai=mulai)
        row.pegawai, row.sebutan = pegawai, sebutan
        after = _image(row)
        if after != before:
            row.save()
            record(pelaku, [Perubahan("ubah" if before else "baru", "penandatangan", _key(row), before, after)])
    found: Penandatangan = row
    return found


def withdraw(row: Penandatangan, pelaku: Pelaku) -> None:
    """Take a name back; who stood before stands again. Locked papers keep what they say."""
    with db.atomic():
        record(pelaku, [Perubahan("tarik", "penandatangan", _key(row), _image(row), None)])
        Penandatangan.delete().where(Penandatangan.id == row.id).execute()


def _key(row: Penandatangan) -> str:
    return f"{row.opd.kode}/{row.peran}/{row.mulai}"


def _image(row: Penandatangan) -> dict[str, Any]:
    return {"opd": row.opd.kode, "peran": row.peran, "nip": row.pegawai.nip, "mulai": row.mulai.isoformat(),
            "sebutan": row.sebutan}  # fmt: skip
