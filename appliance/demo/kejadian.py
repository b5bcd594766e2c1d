"""What happens to people besides coming and going: leave, duty, punishments, outages, temper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from appliance.demo.masa import Masa, days
from appliance.demo.orang import Orang


@dataclass(frozen=True, slots=True)
class Absen:
    """A leave or duty of a person, as a row of the file `cuti`."""

    nip: str
    jenis: str
    mulai: date
    selesai: date
    nomor_surat: str


@dataclass(frozen=True, slots=True)
class Watak:
    """Chances in ten thousand a working day."""

    nama: str
    terlambat: int
    pulang_cepat: int
    lupa: int
    mangkir: int
    tanpa_apel: int


@dataclass(frozen=True, slots=True)
class Padam:
    """An outage of an office."""

    opd: str
    mulai: datetime
    selesai: datetime
    alasan: str


def leaves(person: Orang, source: dict[str, Any], masa: Masa, rng: Random) -> list[Absen]:
    """The person's leaves in or around the two months; none overlaps another."""
    found: list[Absen] = []
    for row in source["cuti"]:
        if rng.randrange(1000) >= row["seribu"] or (row.get("perempuan") and person.nip[14] == "1"):
            continue
        length = rng.randint(*row["hari"])
        room = (masa.akhir_kini - masa.lalu).days
        first = masa.lalu + timedelta(days=rng.randrange(room) - (length // 2 if length > 30 else 0))
        last = first + timedelta(days=length - 1)
        if all(last < other.mulai or first > other.selesai for other in found):
            letter = row["surat"].format(n=rng.randint(1, 900), tahun=first.year)
            found.append(Absen(person.nip, row["jenis"], first, last, letter))
    return found


def away(absences: list[Absen]) -> frozenset[date]:
    """Every date on which a person is on leave or duty."""
    return frozenset(day for a in absences for day in days(a.mulai, a.selesai))


def temper(source: dict[str, Any], rng: Random) -> Watak:
    """How a person keeps time."""
    kinds: dict[str, dict[str, int]] = source["watak"]
    name = rng.choices(list(kinds), [k["bobot"] for k in kinds.values()])[0]
    return Watak(name, **{key: value for key, value in kinds[name].items() if key != "bobot"})


def outages(source: dict[str, Any], masa: Masa) -> list[Padam]:
    """Last month's outages; the n-th weekday stands for the n-th working day."""
    weekdays = [d for d in days(masa.lalu, masa.kini) if d.isoweekday() <= 5]
    found = []
    for row in source["gangguan"]:
        day = weekdays[row["hari_kerja"] - 1]
        mulai, selesai = (datetime.combine(day, time.fromisoformat(text)) for text in row["jam"])
        found.append(Padam(row["opd"], mulai, selesai, row["alasan"]))
    return found


def punishments(everybody: list[Orang], source: dict[str, Any], masa: Masa, rng: Random) -> Iterator[dict[str, Any]]:
    """Rows of the file `hukdis`: a few people, in force since last month or the one before."""
    staff = [p for p in everybody if p.pos.kode == "staf"]
    for row in source["hukdis"]["baris"]:
        for person in rng.sample(staff, row["orang"]):
            yield {
                "nip": person.nip,
                "tingkat": row["tingkat"],
                "jenis": row["jenis"],
                "mulai": rng.choice((masa.dua_lalu, masa.lalu)),
                "bulan": row["bulan"],
                "nomor_sk": f"888/{rng.randint(1, 400)}/BKPSDM/{masa.lalu.year}",
            }
