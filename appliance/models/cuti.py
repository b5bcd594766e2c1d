"""Leave, duty and permits: Cuti, Dinas Luar, Izin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import ForeignKeyField, TextField

from appliance.models.base import Record, TanggalField, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.refused import Refused
from appliance.models.tandai import mark_days

JENIS = (
    "tahunan", "besar", "sakit", "melahirkan", "alasan_penting", "cltn", "dinas_luar", "tugas_belajar", "izin",
)  # fmt: skip
SEBUTAN = {
    "tahunan": "Cuti tahunan", "besar": "Cuti besar", "sakit": "Cuti sakit", "melahirkan": "Cuti melahirkan",
    "alasan_penting": "Cuti alasan penting", "cltn": "Cuti di luar tanggungan negara", "dinas_luar": "Dinas luar",
    "tugas_belajar": "Tugas belajar", "izin": "Izin",
}  # fmt: skip


class Cuti(Record):
    pegawai = ForeignKeyField(Pegawai, backref="cuti")
    jenis = TextField()
    mulai = TanggalField()
    selesai = TanggalField()
    nomor_surat = TextField(default="")

    class Meta:
        indexes = ((("pegawai", "jenis", "mulai"), True), (("pegawai", "selesai"), False))


def overlaps(pegawai_ids: Sequence[int], mulai: date, selesai: date) -> list[Cuti]:
    """Rows of these people that share a day with the span, both ends included; each with its person."""
    there = Cuti.pegawai.in_(list(pegawai_ids)) & (Cuti.mulai <= selesai) & (Cuti.selesai >= mulai)
    rows: Any = Cuti.select(Cuti, Pegawai).join(Pegawai).where(there).order_by(Pegawai.nama, Cuti.mulai)
    return list(rows)


def grant(pegawai_ids: Sequence[int], jenis: str, mulai: date, selesai: date, nomor_surat: str, pelaku: Pelaku) -> int:
    """Write one row for each person; returns how many are new. The same form sent twice writes nothing more.

    Raises Refused on `selesai` when the end is before the start, and on `nip` when a row of a person overlaps.
    """
    if selesai < mulai:
        raise Refused({"selesai": "Selesai lebih awal daripada mulai."})
    with db.atomic():
        there = overlaps(pegawai_ids, mulai, selesai)
        given = (jenis, mulai, selesai, nomor_surat)
        same = {c.pegawai.id for c in there if (c.jenis, c.mulai, c.selesai, c.nomor_surat) == given}
        other = [c for c in there if c.pegawai.id not in same]
        if other:
            raise Refused({"nip": " ".join(_clash(c) for c in other[:5])})
        fresh = [p for p in pegawai_ids if p not in same]
        rows = [
            Cuti.create(pegawai=p, jenis=jenis, mulai=mulai, selesai=selesai, nomor_surat=nomor_surat) for p in fresh
        ]
        record(pelaku, [Perubahan("catat", "cuti", _key(row), None, _image(row)) for row in rows])
        mark_days(fresh, mulai, selesai)
    return len(rows)


def withdraw(row: Cuti, pelaku: Pelaku) -> None:
    """Take a row back; its days are judged again."""
    with db.atomic():
        record(pelaku, [Perubahan("tarik", "cuti", _key(row), _image(row), None)])
        Cuti.delete().where(Cuti.id == row.id).execute()
        mark_days([row.pegawai.id], row.mulai, row.selesai)


def of_office(opd_id: int, mulai: date, selesai: date, jenis: str = "") -> list[Cuti]:
    """Rows that touch the span, of people placed in the office on some day of it; the latest first."""
    placed = Penempatan.select(Penempatan.pegawai).where(
        (Penempatan.opd == opd_id) & (Penempatan.mulai <= selesai) & (Penempatan.sampai >= mulai)
    )
    there = (Cuti.mulai <= selesai) & (Cuti.selesai >= mulai) & Cuti.pegawai.in_(placed)
    if jenis:
        there &= Cuti.jenis == jenis
    rows: Any = Cuti.select(Cuti, Pegawai).join(Pegawai).where(there).order_by(Cuti.mulai.desc(), Pegawai.nama)
    return list(rows)


def _clash(row: Cuti) -> str:
    span = f"{row.mulai:%d-%m-%Y} sampai {row.selesai:%d-%m-%Y}"
    surat = f", surat {row.nomor_surat}" if row.nomor_surat else ""
    return f"{row.pegawai.nama} sudah tercatat {SEBUTAN[row.jenis].lower()} {span}{surat}."


def _key(row: Cuti) -> str:
    return f"{row.pegawai.nip}/{row.jenis}/{row.mulai.isoformat()}"


def _image(row: Cuti) -> dict[str, Any]:
    return {
        "nip": row.pegawai.nip, "jenis": row.jenis, "mulai": row.mulai.isoformat(), "selesai": row.selesai.isoformat(),
        "nomor_surat": row.nomor_surat,
    }  # fmt: skip
