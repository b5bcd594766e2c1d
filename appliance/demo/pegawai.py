"""Everybody of the regency: seats filled office by office, superiors by NIP, PINs by office."""

from __future__ import annotations

from datetime import date
from random import Random

from appliance.demo import material
from appliance.demo.jabatan import Pos, posts
from appliance.demo.kantor import Kantor
from appliance.demo.orang import Maker, Orang, Pindah

CPNS = 84


def people(seed: str, today: date, kantor: list[Kantor], cpns: int = CPNS) -> dict[str, list[Orang]]:
    """Office code -> its people, leaders first. The same seed, year and offices give the same people."""
    rng = Random(f"{seed} pegawai")
    source = material("jabatan")
    maker = Maker(material("nama"), material("gaji"), rng, today)
    found: dict[str, list[Orang]] = {}
    seats: dict[str, list[Pos]] = {}
    for one in kantor:
        seats[one.kode] = posts(one, source, rng)
        found[one.kode] = [maker.make(one.kode, pos) for pos in seats[one.kode]]
        _give_pins(found[one.kode], one, rng)
    heads = {"@sekda": found["SETDA"][0].nip, "@dinkes": found["DINKES"][0].nip}
    for group in found.values():
        for person in group:
            above = person.pos.atasan
            person.nip_atasan = group[above].nip if isinstance(above, int) else heads.get(above or "", "")
            if person.pos.kode in ("kepala_sekolah", "korwil") or person.pos.nama.startswith(("Guru", "Penjaga")):
                person.sekolah = person.pos.cabang or (group[above].pos.cabang if isinstance(above, int) else "")
    _make_cpns([p for group in found.values() for p in group], cpns, rng)
    return found


def _give_pins(group: list[Orang], kantor: Kantor, rng: Random) -> None:
    """Numbers as a machine's owner gives them: from 1 on, or from a round number on, in no order of rank."""
    first = rng.choice((1, 1, 1, 101, 1001))
    numbers = list(range(first, first + len(group)))
    rng.shuffle(numbers)
    for person, number in zip(group, numbers, strict=True):
        person.pin_mesin = str(number) if kantor.jalur != "manual" else ""


def move_some(people: dict[str, list[Orang]], pairs: list[tuple[str, str]], mulai: date) -> None:
    """One member of staff goes from the first to the second office of each pair on `mulai`."""
    for i, (here, there) in enumerate(pairs):
        person = next(p for p in people[here] if p.pos.kode == "staf" and p.status_asn == "PNS" and p.pindah is None)
        leader = next(p for p in people[there] if p.pos.kode == "kasubbag")
        person.pindah = Pindah(mulai, there, leader.nip, str(9001 + i))


def _make_cpns(everybody: list[Orang], many: int, rng: Random) -> None:
    """Some of the youngest PNS are still on probation."""
    entry = [p for p in everybody if p.status_asn == "PNS" and p.golongan in ("II/c", "III/a") and p.pos.kode == "staf"]
    entry.sort(key=lambda p: p.nip[8:14], reverse=True)
    for person in rng.sample(entry[: 2 * many], many):
        person.status_asn = "CPNS"
