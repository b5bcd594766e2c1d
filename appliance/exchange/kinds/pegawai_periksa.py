"""What must hold of people and placements together: superiors, schedules, numbers, PINs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from appliance.exchange import field_asn
from appliance.exchange.follow import people
from appliance.exchange.kind import Baris, Konteks
from appliance.exchange.refusal import Tolakan
from appliance.exchange.schedules import unknown_schedules
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import OPEN, Penempatan
from appliance.models.pin_resolver import canonical


class Tempat(NamedTuple):
    mulai: date
    sampai: date
    opd: str
    pin: str | None
    nip: str
    nomor: int | None


def check(rows: Sequence[Baris], _: Konteks) -> Iterator[Tolakan]:
    given = [row for row in rows if not row.hapus]
    for row in given:
        yield from _alone(row)
    yield from _superiors(given)
    yield from unknown_schedules(given, "jadwal")
    yield from _shared_pins(rows)


def doubts(rows: Sequence[Baris]) -> Iterator[Tolakan]:
    """NIPs that look mistyped. They enter: a person without a record is worse than one with an odd number."""
    for row in rows:
        doubt = None if row.hapus else field_asn.nip_doubt(row.nilai["nip"], row.nilai["status_asn"])
        if doubt:
            yield Tolakan(row.nomor, "nip", doubt)


def _alone(row: Baris) -> Iterator[Tolakan]:
    get = row.nilai.get
    golongan = get("golongan")
    fault = field_asn.golongan_fault(golongan, row.nilai["status_asn"]) if golongan else None
    if fault:
        yield Tolakan(row.nomor, "golongan", fault)
    selesai = get("selesai")
    if selesai is not None and selesai < row.nilai["mulai"]:
        yield Tolakan(row.nomor, "selesai", f"{selesai} sebelum mulai {row.nilai['mulai']}")
    if get("nip_atasan") == row.nilai["nip"]:
        yield Tolakan(row.nomor, "nip_atasan", "atasan tidak boleh dirinya sendiri")


def _superiors(rows: Sequence[Baris]) -> Iterator[Tolakan]:
    known = set(people()) | {row.nilai["nip"] for row in rows}
    for row in rows:
        above = row.nilai.get("nip_atasan")
        if above is not None and above not in known:
            yield Tolakan(row.nomor, "nip_atasan", f"NIP {above} tidak dikenal dan tidak ada dalam berkas ini")


def _shared_pins(rows: Sequence[Baris]) -> Iterator[Tolakan]:
    """Two people with one PIN at machines of one office at the same time."""
    holders: dict[tuple[str, str], list[Tempat]] = defaultdict(list)
    for place in _places(rows):
        if place.pin:
            holders[place.opd, canonical(place.pin)].append(place)
    for (opd, pin), places in holders.items():
        for one in places:
            other = next((o for o in places if one.nomor and _clash(one, o)), None)
            if other is not None:
                who = f"baris {other.nomor}" if other.nomor else "yang tersimpan"
                reason = f"PIN {pin} di {opd} pada waktu yang sama dipegang NIP {other.nip} ({who})"
                yield Tolakan(one.nomor or 0, "pin_mesin", reason)


def _clash(one: Tempat, other: Tempat) -> bool:
    return one.nip != other.nip and one.mulai <= other.sampai and other.mulai <= one.sampai


def _places(rows: Sequence[Baris]) -> Iterator[Tempat]:
    """Every placement as it will stand, each ending at the latest on the day before the person's next one."""
    people: dict[str, dict[date, Any]] = defaultdict(dict)
    stored = Penempatan.select(
        Pegawai.nip, Penempatan.mulai, Penempatan.selesai, Opd.kode, Penempatan.pin_mesin
    ).join(Pegawai).switch(Penempatan).join(Opd)  # fmt: skip
    for nip, mulai, selesai, opd, pin in stored.tuples().iterator():
        people[nip][mulai] = (selesai, opd, pin, None)
    for row in rows:
        v, own = row.nilai, people[row.nilai["nip"]]
        if row.hapus:
            own.pop(v["mulai"], None)
            continue
        before = own.get(v["mulai"], (None, None, None, None))
        pin = v["pin_mesin"] if "pin_mesin" in v else before[2]
        own[v["mulai"]] = (v["selesai"] if "selesai" in v else before[0], v["opd"], pin, row.nomor)
    for nip, own in people.items():
        limit = OPEN
        for mulai in sorted(own, reverse=True):
            selesai, opd, pin, nomor = own[mulai]
            yield Tempat(mulai, min(selesai or OPEN, limit), opd, pin, nip, nomor)
            limit = mulai - timedelta(days=1)
