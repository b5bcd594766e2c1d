"""A session is found with its person, place and the roles of the day, in one statement."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.models import Penempatan, Peran, Sesi, db, sesi
from appliance.models.sandi import HASHER, verify
from tests.cast import NOW, TODAY, Cast, build


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    yield build(tmp_path / "data")
    db.close()


def found(cast: Cast, name: str, days: int = 0) -> sesi.Masuk:
    token = sesi.begin(cast.people[name].pengguna.id, NOW)
    masuk = sesi.find(token, NOW + timedelta(days=days))
    assert masuk is not None
    return masuk


def test_wati_is_found_with_her_office_and_role(cast: Cast) -> None:
    masuk = found(cast, "wati")
    assert (masuk.nama, masuk.nip, masuk.unit) == ("Wati Lestari", cast.wati.nip, "Dinas Kesehatan")
    assert masuk.peran == {("operator", cast.opd["dinkes"].id)}
    assert (masuk.dibuat, masuk.memimpin) == (NOW, False)
    assert found(cast, "siti").memimpin


def test_the_statement_gives_each_person_their_own_row_when_used_again(cast: Cast) -> None:
    assert [found(cast, name).nip for name in ("siti", "joko", "siti")] == [cast.siti.nip, cast.joko.nip, cast.siti.nip]


def test_roles_begin_and_end_by_date(cast: Cast) -> None:
    person = cast.wati.pengguna
    Peran.update(selesai=TODAY).where(Peran.pengguna == person).execute()
    Peran.create(pengguna=person, peran="kepala", opd=cast.opd["ipuh"], mulai=TODAY + timedelta(days=1))
    assert {role for role, _ in found(cast, "wati").peran} == {"operator"}
    assert {role for role, _ in found(cast, "wati", 1).peran} == {"kepala"}


def test_between_two_placements_a_person_still_comes_in(cast: Cast) -> None:
    Penempatan.update(sampai=TODAY - timedelta(days=1)).where(Penempatan.pegawai == cast.budi.pegawai).execute()
    Penempatan.create(
        pegawai=cast.budi.pegawai, mulai=TODAY + timedelta(days=9), opd=cast.opd["dikbud"], jabatan="Analis",
        status_asn="PNS",
    )  # fmt: skip
    assert (found(cast, "budi").opd_id, found(cast, "budi").unit) == (None, "")


def test_an_ended_or_unknown_session_finds_nobody(cast: Cast) -> None:
    token = sesi.begin(cast.siti.pengguna.id, NOW)
    assert sesi.find(token, NOW + timedelta(days=30)) is None
    assert sesi.find(token + "x", NOW) is None
    assert sesi.end(cast.siti.pengguna.id, NOW) == 1
    assert sesi.find(token, NOW) is None
    assert Sesi.select().count() == 1


def test_at_most_two_passwords_are_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most, lock = 0, 0, threading.Lock()

    def slow(self: object, kept: str, text: str) -> bool:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.02)
        with lock:
            busy -= 1
        return True

    monkeypatch.setattr(type(HASHER), "verify", slow)
    threads = [threading.Thread(target=verify, args=("$argon2id$", "x")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
