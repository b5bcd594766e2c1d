"""What each of the cast may see."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from appliance.access import Actor, NotVisible, find_or_404
from appliance.models import Mesin, Opd, Pegawai, Penempatan, Peran, Plt, db
from appliance.models.penempatan import settle
from tests.cast import TODAY, Cast, build


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    yield build(tmp_path / "data")
    db.close()


def actor(cast: Cast, name: str, today: date = TODAY) -> Actor:
    person = cast.people[name]
    rows = Peran.select(Peran.peran, Peran.opd).where(Peran.pengguna == person.pengguna.id).tuples()
    return Actor(
        pengguna_id=person.pengguna.id, nama=person.pegawai.nama, pegawai_id=person.pegawai.id, nip=person.nip,
        opd_id=None, unit="", peran=frozenset({("asn", None), *rows}), today=today,
    )  # fmt: skip


def names(query: object) -> set[str]:
    return {row.nama.split()[0] for row in query}  # type: ignore[attr-defined]


def test_budi_sees_himself_and_nobody_else(cast: Cast) -> None:
    assert names(actor(cast, "budi").pegawai()) == {"Budi"}


def test_siti_sees_the_people_under_her(cast: Cast) -> None:
    assert names(actor(cast, "siti").bawahan()) == {"Budi", "Wati"}
    assert names(actor(cast, "siti").pegawai()) == {"Siti", "Budi", "Wati"}


def test_hadi_sees_the_people_under_his_people(cast: Cast) -> None:
    assert names(actor(cast, "hadi").bawahan()) == {"Siti", "Budi", "Wati", "Beni", "Nia"}


def test_wati_sees_her_office_and_its_puskesmas_and_not_joko(cast: Cast) -> None:
    wati = actor(cast, "wati")
    assert {o.kode for o in wati.opd()} == {"dinkes", "ipuh"}
    assert names(wati.pegawai()) == {"Hadi", "Siti", "Budi", "Wati", "Beni", "Nia"}
    with pytest.raises(NotVisible):
        find_or_404(wati.pegawai().where(Pegawai.nip == cast.joko.nip))


def test_wati_sees_machines_of_her_offices_only(cast: Cast) -> None:
    Mesin.create(sn="A1", opd=cast.opd["ipuh"], jalur="flashdisk")
    Mesin.create(sn="B1", opd=cast.opd["dikbud"], jalur="adms")
    assert [m.sn for m in actor(cast, "wati").mesin()] == ["A1"]
    assert actor(cast, "made").mesin().count() == 2


@pytest.mark.parametrize("name", ["made", "tuti", "rina", "dewi"])
def test_regency_wide_roles_see_everybody(cast: Cast, name: str) -> None:
    assert actor(cast, name).pegawai().count() == len(cast.people)
    assert actor(cast, name).opd().count() == Opd.select().count()


def test_andi_sees_no_office_and_only_himself(cast: Cast) -> None:
    andi = actor(cast, "andi")
    assert names(andi.pegawai()) == {"Andi"}
    assert list(andi.opd()) == []
    assert andi.pengguna().count() == len(cast.people)


def test_wati_reaches_accounts_of_her_people_only(cast: Cast) -> None:
    reached = {p.nama_masuk for p in actor(cast, "wati").pengguna()}
    assert cast.nia.nip in reached
    assert cast.joko.nip not in reached


def test_an_operator_who_also_inspects_writes_in_her_own_office_only(cast: Cast) -> None:
    Peran.create(pengguna=cast.wati.pengguna, peran="pemeriksa", mulai=TODAY)
    wati = actor(cast, "wati")
    assert wati.opd().count() == 4
    assert {o.kode for o in wati.acting(frozenset({"operator"})).opd()} == {"dinkes", "ipuh"}


def test_joko_acting_in_sitis_post_sees_her_people_while_it_lasts(cast: Cast) -> None:
    Plt.create(
        pegawai=cast.joko.pegawai, opd=cast.opd["dinkes"], jabatan="Kepala Bidang", kelas_jabatan=11, jenis="plh",
        mulai=TODAY - timedelta(days=3), selesai=TODAY,
    )  # fmt: skip
    assert names(actor(cast, "joko").bawahan()) == {"Budi", "Wati"}
    assert names(actor(cast, "joko", TODAY + timedelta(days=1)).bawahan()) == set()


@pytest.mark.parametrize("later", [0, 1])
def test_the_list_by_name_holds_the_same_people(cast: Cast, later: int) -> None:
    Plt.create(
        pegawai=cast.joko.pegawai, opd=cast.opd["dinkes"], jabatan="Kepala Bidang", kelas_jabatan=11, jenis="plh",
        mulai=TODAY - timedelta(days=3), selesai=TODAY,
    )  # fmt: skip
    for name in cast.people:
        who = actor(cast, name, TODAY + timedelta(days=later))
        plain = [(p.nip, p.nama) for p in who.bawahan().order_by(Pegawai.nama, Pegawai.nip)]
        assert who.bawahan_bernama() == plain, name


def test_a_person_who_moved_away_stays_visible_for_the_month_in_which_he_was_there(cast: Cast) -> None:
    Penempatan.create(
        pegawai=cast.budi.pegawai, mulai=date(2026, 10, 12), opd=cast.opd["dikbud"], jabatan="Analis", kelas_jabatan=8,
        status_asn="PNS",
    )  # fmt: skip
    settle(cast.budi.pegawai.id)
    wati = actor(cast, "wati")
    assert "Budi" not in names(wati.pegawai())
    assert "Budi" in names(wati.pegawai(date(2026, 10, 1)))
    assert "Budi" not in names(actor(cast, "siti").pegawai())


def test_a_circle_in_the_tree_ends(cast: Cast) -> None:
    Penempatan.update(nip_atasan=cast.budi.nip).where(Penempatan.pegawai == cast.hadi.pegawai.id).execute()
    assert "Hadi" in names(actor(cast, "budi").bawahan())
    assert "Budi" not in names(actor(cast, "budi").bawahan())
