"""The whole made-up regency: everything that the files and the records of the demonstration are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

from appliance.demo import material
from appliance.demo.kantor import Kantor, offices
from appliance.demo.kejadian import Absen, Padam, leaves, outages
from appliance.demo.masa import Masa
from appliance.demo.mesin import UNKNOWN_PINS, Alat, machines
from appliance.demo.orang import Orang
from appliance.demo.pegawai import CPNS, move_some, people

UNTAXED = ("DPPKB", "PKM-PENARIK")


@dataclass
class Kabupaten:
    """Made from a seed, a day and offices (all sixty, when not said); the same three give the same regency."""

    seed: str
    masa: Masa
    kantor: list[Kantor] = field(default_factory=offices)

    def rng(self, *topic: str) -> Random:
        """A run of chance of its own for each topic, so that one change does not shift all others."""
        return Random(" ".join((self.seed, *topic)))

    @cached_property
    def orang(self) -> dict[str, list[Orang]]:
        cpns = CPNS if len(self.kantor) == len(offices()) else 2
        found = people(self.seed, self.masa.hari, self.kantor, cpns)
        pairs = [pair for pair in self.kejadian["pindah"] if set(pair) <= found.keys()]
        move_some(found, pairs, self.masa.lalu.replace(day=16))
        return found

    @cached_property
    def semua(self) -> list[Orang]:
        return [person for group in self.orang.values() for person in group]

    @cached_property
    def mesin(self) -> list[Alat]:
        return machines(self.kantor)

    @cached_property
    def kejadian(self) -> dict[str, Any]:
        return material("kejadian")

    @cached_property
    def absen(self) -> dict[str, list[Absen]]:
        """NIP -> leaves and duties."""
        return {p.nip: leaves(p, self.kejadian, self.masa, self.rng("cuti", p.nip)) for p in self.semua}

    @cached_property
    def padam(self) -> list[Padam]:
        return [padam for padam in outages(self.kejadian, self.masa) if padam.opd in self.orang]

    @cached_property
    def tanpa_pin(self) -> frozenset[str]:
        """NIPs of people whose PIN nobody has written down yet."""
        return frozenset(p.nip for kode in UNKNOWN_PINS for p in self.orang.get(kode, [])[-3:])

    @cached_property
    def tanpa_ptkp(self) -> frozenset[str]:
        """NIPs of people whose tax status is missing, so that their month cannot be locked yet."""
        return frozenset(p.nip for kode in UNTAXED for p in self.orang.get(kode, [])[-1:])
