"""Who decides for whom: the superior, who acts for him, the next higher, the kepala; nobody for himself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from appliance.models import Laporan, Pegawai, Penempatan, Peran, Plt
from appliance.models.atasan import Atasan, Pohon, decider, superiors
from appliance.models.penempatan import settle
from appliance.models.persetujuan_antrean import count, offices_below, waiting
from tests.cast import SINCE, TODAY, Cast, build

DAY = date(2026, 10, 5)


@pytest.fixture
def cast(own_folder: Path) -> Cast:
    return build(own_folder)


def report(person: Pegawai, day: date = DAY, hour: int = 8) -> Laporan:
    found: Laporan = Laporan.create(
        pegawai=person, tanggal=day, mulai=time(hour), selesai=time(hour + 1), uraian="Menyusun rekap",
        dikirim=datetime.combine(day, time(hour + 2)),
    )  # fmt: skip
    return found


def act(cast: Cast, name: str, jenis: str, post: str = "Kepala Bidang", since: date = DAY) -> None:
    Plt.create(
        pegawai=cast.people[name].pegawai, opd=cast.opd["dinkes"], jabatan=post, kelas_jabatan=11, jenis=jenis,
        mulai=since, selesai=date(2026, 10, 30),
    )  # fmt: skip


def leave(cast: Cast, name: str, last: date) -> None:
    Penempatan.update(selesai=last).where(Penempatan.pegawai == cast.people[name].pegawai).execute()
    settle(cast.people[name].pegawai.id)


def move(cast: Cast, name: str, above: str, day: date) -> None:
    Penempatan.create(
        pegawai=cast.people[name].pegawai, mulai=day, opd=cast.opd["dinkes"], jabatan="Analis", kelas_jabatan=8,
        status_asn="PNS", nip_atasan=cast.people[above].nip,
    )  # fmt: skip
    settle(cast.people[name].pegawai.id)


def who(cast: Cast, writer: str, day: date = DAY, on: date = TODAY) -> tuple[str, str] | None:
    found = decider(cast.people[writer].pegawai.id, day, on)
    names = {person.pegawai.id: name for name, person in cast.people.items()}
    return None if found is None else (names[found.pegawai_id], found.sebagai)


def test_siti_decides_for_budi_and_hadi_for_siti(cast: Cast) -> None:
    assert who(cast, "budi") == ("siti", "definitif")
    assert who(cast, "siti") == ("hadi", "definitif")


def test_while_siti_is_away_her_plh_decides_and_nobody_else(cast: Cast) -> None:
    act(cast, "beni", "plh")
    assert who(cast, "budi") == ("beni", "plh")
    assert who(cast, "budi", on=date(2026, 10, 31)) == ("siti", "definitif")


def test_where_both_act_in_a_post_the_plh_goes_before_the_plt(cast: Cast) -> None:
    act(cast, "beni", "plh")
    act(cast, "nia", "plt")
    assert who(cast, "budi") == ("beni", "plh")


def test_who_acts_for_his_own_superior_is_decided_by_the_next_higher(cast: Cast) -> None:
    act(cast, "budi", "plh")
    assert who(cast, "wati") == ("budi", "plh")
    assert who(cast, "budi") == ("hadi", "definitif")


def test_after_siti_left_the_plt_decides_and_without_one_the_next_higher(cast: Cast) -> None:
    leave(cast, "siti", date(2026, 10, 10))
    assert who(cast, "budi") == ("hadi", "definitif")
    act(cast, "beni", "plt")
    assert who(cast, "budi") == ("beni", "plt")


def test_an_acting_post_that_siti_held_long_ago_takes_nobody_from_her(cast: Cast) -> None:
    Penempatan.create(
        pegawai=cast.siti.pegawai, mulai=date(2024, 1, 1), selesai=date(2025, 12, 31), opd=cast.opd["dinkes"],
        jabatan="Kepala Seksi", kelas_jabatan=9, status_asn="PNS",
    )  # fmt: skip
    settle(cast.siti.pegawai.id)
    act(cast, "beni", "plt", "Kepala Seksi")
    assert who(cast, "budi") == ("siti", "definitif")


def test_the_day_of_the_report_says_under_whom_it_was_written(cast: Cast) -> None:
    move(cast, "budi", "beni", date(2026, 10, 12))
    assert who(cast, "budi", date(2026, 10, 9)) == ("siti", "definitif")
    assert who(cast, "budi", date(2026, 10, 12)) == ("beni", "definitif")


def test_who_has_no_superior_comes_to_the_kepala_and_a_kepala_to_the_one_above_or_nobody(cast: Cast) -> None:
    Penempatan.update(nip_atasan=None).where(Penempatan.pegawai == cast.nia.pegawai).execute()
    assert who(cast, "nia") == ("hadi", "kepala")
    assert who(cast, "hadi") is None
    Peran.create(pengguna=cast.nia.pengguna, peran="kepala", opd=cast.opd["ipuh"], mulai=SINCE)
    assert who(cast, "nia") == ("hadi", "kepala")
    assert who(cast, "joko") is None


def test_a_circle_of_people_who_left_ends_at_the_kepala(cast: Cast) -> None:
    Penempatan.update(nip_atasan=cast.budi.nip).where(Penempatan.pegawai == cast.siti.pegawai).execute()
    for name in ("siti", "budi"):
        leave(cast, name, date(2026, 10, 16))
    assert who(cast, "wati") == ("hadi", "kepala")


def test_a_superior_whom_nobody_knows_is_passed_over(cast: Cast) -> None:
    Penempatan.update(nip_atasan="199901012020011001").where(Penempatan.pegawai == cast.budi.pegawai).execute()
    assert who(cast, "budi") == ("hadi", "kepala")


def test_many_are_answered_at_once(cast: Cast) -> None:
    budi, siti = cast.budi.pegawai.id, cast.siti.pegawai.id
    found = superiors({(budi, DAY), (siti, DAY)}, TODAY)
    assert found == {(budi, DAY): siti, (siti, DAY): cast.hadi.pegawai.id}


def test_the_number_in_the_bar_is_that_of_the_inbox(cast: Cast) -> None:
    for name in ("budi", "wati", "siti", "nia"):
        report(cast.people[name].pegawai)
    act(cast, "beni", "plh")
    numbers = {name: count(cast.people[name].pegawai.id, TODAY) for name in ("siti", "beni", "hadi", "joko")}
    assert numbers == {"siti": 0, "beni": 2, "hadi": 2, "joko": 0}
    for name, number in numbers.items():
        assert len(waiting(cast.people[name].pegawai.id, TODAY)) == number


@pytest.mark.parametrize("seed", range(12))
def test_in_any_tree_each_waiting_report_is_in_one_inbox_that_of_its_decider(cast: Cast, seed: int) -> None:
    dice = Random(seed)
    names = sorted(cast.people)
    for name in names:
        above = dice.choice([*names, None])
        nip = cast.people[above].nip if above and above != name else None
        Penempatan.update(nip_atasan=nip).where(Penempatan.pegawai == cast.people[name].pegawai).execute()
    for name in dice.sample(names, 3):
        leave(cast, name, TODAY - timedelta(days=dice.randint(1, 8)))
    for name in dice.sample(names, 3):
        act(cast, name, dice.choice(["plt", "plh"]), dice.choice(["Kepala Bidang", "Kepala Dinas", "Bendahara"]))
    for name in names:
        report(cast.people[name].pegawai)
    tree = Pohon([person.pegawai.id for person in cast.people.values()], TODAY)
    headed = {cast.hadi.pegawai.id: offices_below([cast.opd["dinkes"].id])}
    decided: dict[int, Atasan | None] = {p.pegawai.id: tree.decider(p.pegawai.id, DAY) for p in cast.people.values()}
    for person in cast.people.values():
        me = person.pegawai.id
        inbox = {one.pegawai for one in waiting(me, TODAY, headed.get(me, ()))}
        assert inbox == {writer for writer, one in decided.items() if one is not None and one.pegawai_id == me}
        assert me not in inbox
