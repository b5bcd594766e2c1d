"""The made-up regency has the size of the real one, and nobody in it is impossible."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from appliance.demo.kantor import offices
from appliance.demo.orang import Orang
from appliance.demo.pegawai import CPNS, people

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def regency() -> dict[str, list[Orang]]:
    return people("uji", TODAY, offices())


@pytest.fixture(scope="module")
def everybody(regency: dict[str, list[Orang]]) -> list[Orang]:
    return [person for group in regency.values() for person in group]


def test_sixty_offices_of_the_right_kinds() -> None:
    kinds = Counter(k.jenis for k in offices())
    assert len(offices()) == len({k.kode for k in offices()}) == 60
    assert (kinds["kecamatan"], kinds["puskesmas"], kinds["rsud"]) == (15, 17, 1)
    assert {k.induk for k in offices() if k.jenis == "puskesmas"} == {"DINKES"}
    assert {k.jalur for k in offices()} == {"lan", "adms", "flashdisk", "manual"}


def test_as_many_people_as_mukomuko_has(everybody: list[Orang]) -> None:
    status = Counter(p.status_asn for p in everybody)
    assert status["PNS"] + status["CPNS"] == 3455
    assert status == {"PNS": 3455 - CPNS, "CPNS": CPNS, "PPPK": 1163}


def test_each_nip_is_unique_and_says_a_real_birth_and_sex(everybody: list[Orang]) -> None:
    assert len({p.nip for p in everybody}) == len(everybody)
    for person in everybody:
        assert len(person.nip) == 18 and person.nip.isdigit()
        born = date.fromisoformat(f"{person.nip[:4]}-{person.nip[4:6]}-{person.nip[6:8]}")
        assert 18 <= TODAY.year - born.year <= 58
        assert person.nip[14] in "12" and person.nip[15:] >= "001"
        if person.status_asn != "PPPK":
            assert 1 <= int(person.nip[12:14]) <= 12
            assert int(person.nip[8:12]) - born.year >= 18


def test_every_chain_of_superiors_ends_at_the_sekda(everybody: list[Orang]) -> None:
    above = {p.nip: p.nip_atasan for p in everybody}
    sekda = [nip for nip, leader in above.items() if not leader]
    assert len(sekda) == 1
    for nip in above:
        seen = [nip]
        while above[seen[-1]]:
            seen.append(above[seen[-1]])
            assert len(seen) < 10, f"{nip} runs in a circle"
        assert seen[-1] == sekda[0]


def test_no_superior_has_a_lower_class_and_nobody_leads_a_whole_dinas_alone(everybody: list[Orang]) -> None:
    by_nip = {p.nip: p for p in everybody}
    led = Counter(p.nip_atasan for p in everybody if p.nip_atasan)
    for person in everybody:
        if person.pos.kode != "staf" and person.nip_atasan:
            assert by_nip[person.nip_atasan].pos.kelas >= person.pos.kelas
    assert max(led.values()) < 60
    assert led[next(p.nip for p in everybody if p.pos.nama == "Camat Ipuh")] >= 5


def test_pins_are_unique_within_an_office_and_absent_where_people_sign_by_hand(regency: dict[str, list[Orang]]) -> None:
    roads = {k.kode: k.jalur for k in offices()}
    for kode, group in regency.items():
        pins = [p.pin_mesin for p in group]
        assert set(pins) == {""} if roads[kode] == "manual" else len(set(pins)) == len(group)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    def names(seed: str) -> list[str]:
        few = [k for k in offices() if k.kode in ("SETDA", "DINKES", "PKM-IPUH")]
        group = people(seed, TODAY, few, cpns=4)
        return [p.nip + p.nama for office in group.values() for p in office]

    assert names("a") == names("a") != names("b")
