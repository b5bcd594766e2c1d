"""KIND jadwal: local working hours by weekday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from appliance.exchange import field
from appliance.exchange.follow import images
from appliance.exchange.kind import Bagian, Baris, Kind, Kolom, Konteks, Ubah
from appliance.exchange.refusal import Tolakan
from appliance.exchange.schedules import decree_knows
from appliance.exchange.together import by_owner, ends_before, overlapping
from appliance.models.jadwal import Jadwal, Roster
from appliance.models.penempatan import OPEN, Penempatan
from appliance.models.tandai import mark_days

BAGIAN = Bagian("jadwal", Jadwal, ("kode", "hari", "berlaku_mulai"), ("masuk", "pulang", "berlaku_sampai"))


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    yield from ends_before(rows, "berlaku_mulai", "berlaku_sampai")
    for row in rows:
        if not row.hapus and row.nilai["masuk"] == row.nilai["pulang"]:
            yield Tolakan(row.nomor, "pulang", "sama dengan masuk")
    lines = {row.nilai["kode"]: row.nomor for row in rows if row.hapus}
    for kode, entries in by_owner(BAGIAN, rows):
        if not entries and kode in lines and used(kode) and not decree_knows(kode):
            yield Tolakan(lines[kode], "hapus", f"jadwal {kode} masih dipakai roster atau penempatan")
        dated = [e for e in entries if e.isi["berlaku_sampai"]]
        for day in {e.isi["hari"] for e in dated}:
            same = [e for e in dated if e.isi["hari"] == day]
            for mine, other in overlapping(same, lambda i: (i["berlaku_mulai"] or "", i["berlaku_sampai"])):
                reason = f"hari {day} bertindih dengan {other.name('berlaku_mulai', 'berlaku_sampai')}"
                yield Tolakan(mine.nomor or 0, "berlaku_mulai", reason)


def used(kode: str) -> bool:
    roster = Roster.select().where(Roster.kode_jadwal == kode).exists()
    return bool(roster or Penempatan.select().where(Penempatan.jadwal == kode).exists())


def finish(changes: Sequence[Ubah], _: Konteks) -> None:
    """Everybody who works by a changed schedule, whole or by roster, from its first changed day on."""
    kode = sorted({change.kunci[0] for change in changes})
    weekly: Any = Penempatan.select(Penempatan.pegawai).where(Penempatan.jadwal.in_(kode)).distinct()
    by_roster: Any = Roster.select(Roster.pegawai).where(Roster.kode_jadwal.in_(kode)).distinct()
    people = {row[0] for row in [*weekly.tuples(), *by_roster.tuples()]}
    since = min((image["berlaku_mulai"] or "" for image in images(changes)), default="")
    mark_days(sorted(people), date.fromisoformat(since) if since else date.min, OPEN)


KIND = Kind(
    "jadwal",
    (
        Kolom("kode", field.kode, wajib=True),
        Kolom("hari", field.bulat(1, 7), wajib=True),
        Kolom("masuk", field.jam, wajib=True),
        Kolom("pulang", field.jam, wajib=True),
        Kolom("berlaku_mulai", field.tanggal),
        Kolom("berlaku_sampai", field.tanggal),
    ),
    (BAGIAN,),
    check=check,
    finish=finish,
)
