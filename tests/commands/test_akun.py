"""`ekinerja akun kode NIP`."""

import re
from pathlib import Path

import pytest

from appliance.cli import main
from appliance.models import Jejak, Pegawai, Pengguna
from appliance.models.base import db
from appliance.models.kode import find_code
from tests.cast import NOW, build


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EKINERJA_UJI", "1")
    monkeypatch.setenv("EKINERJA_SEKARANG", NOW.isoformat())


def test_a_person_gets_a_code_that_opens_the_account(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cast = build(own_folder)
    assert main(["akun", "kode", cast.budi.nip]) == 0
    said = capsys.readouterr().out
    assert "Budi Hartono" in said
    code = re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", said)
    assert code is not None
    db.connect()
    assert find_code(cast.budi.pengguna, code[0], NOW) is not None
    assert Jejak.get(Jejak.aksi == "kode aktivasi").kunci == cast.budi.nip
    assert code[0].replace("-", "") not in str(list(Jejak.select().dicts()))
    db.close()


def test_a_person_who_came_by_an_import_has_an_account_too(
    own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(own_folder)
    Pegawai.create(nip="200001012024011001", nama="Lia Permata")
    assert main(["akun", "kode", "200001012024011001"]) == 0
    db.connect()
    assert Pengguna.get(Pengguna.nama_masuk == "200001012024011001").pegawai.nama == "Lia Permata"
    db.close()


def test_an_unknown_nip_is_refused_in_one_line(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(own_folder)
    assert main(["akun", "kode", "1"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
