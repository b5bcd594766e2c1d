"""Attendance at apel and upacara; only a written absence cuts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from peewee import BooleanField, Case, ForeignKeyField, TextField, fn

from appliance.models.base import Record, TanggalField, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.refused import Refused
from appliance.models.tandai import mark_pairs

JENIS = {"apel": "Apel", "upacara": "Upacara"}


class Apel(Record):
    pegawai = ForeignKeyField(Pegawai, backref="apel")
    tanggal = TanggalField()
    hadir = BooleanField()
    jenis = TextField(default="apel")

    class Meta:
        indexes = ((("pegawai", "tanggal"), True),)


class Lembar(NamedTuple):
    """One apel of an office in numbers."""

    tanggal: date
    jenis: str
    hadir: int
    tidak: int


def fill(
    people: Mapping[int, str], tanggal: date, jenis: str, tidak_hadir: Collection[int], pelaku: Pelaku
) -> tuple[int, int]:
    """Write the sheet of a day: `people` is id -> NIP of all on it; returns (present, absent).

    A sheet sent again replaces what it changes and nothing else. Raises Refused on `tanggal` for a day to come.
    """
    if tanggal > pelaku.kapan.date():
        raise Refused({"tanggal": "Tanggal ini belum tiba."})
    with db.atomic():
        there = {row.pegawai_id: row for row in _rows(people, tanggal)}
        changes = []
        for person, nip in people.items():
            after = {"nip": nip, "tanggal": tanggal.isoformat(), "hadir": person not in tidak_hadir, "jenis": jenis}
            before = _image(there[person], nip) if person in there else None
            if before != after:
                changes.append((person, Perubahan("catat", "apel", f"{nip}/{tanggal.isoformat()}", before, after)))
        Apel.delete().where((Apel.tanggal == tanggal) & Apel.pegawai.in_([p for p, _ in changes])).execute()
        for person, _ in changes:
            Apel.create(pegawai=person, tanggal=tanggal, hadir=person not in tidak_hadir, jenis=jenis)
        record(pelaku, [change for _, change in changes])
        mark_pairs((person, tanggal) for person, _ in changes)
    absent = sum(person in tidak_hadir for person in people)
    return len(people) - absent, absent


def withdraw(people: Mapping[int, str], tanggal: date, pelaku: Pelaku) -> int:
    """Take a day's sheet of these people (id -> NIP) back; returns how many rows went."""
    with db.atomic():
        rows = _rows(people, tanggal)
        record(pelaku, [_withdrawn(row, people[row.pegawai_id]) for row in rows])
        Apel.delete().where(Apel.id.in_([row.id for row in rows])).execute()
        mark_pairs((row.pegawai_id, tanggal) for row in rows)
    return len(rows)


def absent(people: Collection[int], tanggal: date) -> set[int]:
    """Of these people those written down as absent on that day."""
    return {row.pegawai_id for row in _rows(people, tanggal) if not row.hadir}


def sheets(opd_id: int, mulai: date, selesai: date) -> list[Lembar]:
    """Each day with a sheet in the span, counting people of the office on that day; the latest first."""
    there = (
        (Penempatan.pegawai == Apel.pegawai) & (Penempatan.mulai <= Apel.tanggal) & (Penempatan.sampai >= Apel.tanggal)
    )
    come: Any = fn.SUM(Case(None, [(Apel.hadir, 1)], 0))
    rows: Any = (
        Apel.select(Apel.tanggal, fn.MAX(Apel.jenis), come, fn.COUNT(Apel.id) - come)
        .join(Penempatan, on=there)
        .where((Penempatan.opd == opd_id) & Apel.tanggal.between(mulai, selesai))
        .group_by(Apel.tanggal)
        .order_by(Apel.tanggal.desc())
        .tuples()
    )
    return [Lembar(*row) for row in rows]


def _rows(people: Collection[int], tanggal: date) -> list[Any]:
    return list(Apel.select().where((Apel.tanggal == tanggal) & Apel.pegawai.in_(list(people))))


def _withdrawn(row: Any, nip: str) -> Perubahan:
    return Perubahan("tarik", "apel", f"{nip}/{row.tanggal.isoformat()}", _image(row, nip), None)


def _image(row: Any, nip: str) -> dict[str, Any]:
    return {"nip": nip, "tanggal": row.tanggal.isoformat(), "hadir": row.hadir, "jenis": row.jenis}
