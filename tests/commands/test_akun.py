"""`ekinerja akun`: codes, a lost phone, the present code of a secret."""

import re
import time
from pathlib import Path

import pytest

from appliance.cli import main
from appliance.models import Jejak, Pegawai, Pengguna, totp
from appliance.models.base import db
from appliance.models.dua_langkah import enrol, is_set_up
from appliance.models.jejak import Pelaku
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


def test_the_only_administrator_who_lost_the_phone_is_helped_at_the_machine(
    own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cast = build(own_folder)
    assert main(["akun", "atur-ulang", cast.andi.nip]) == 1
    assert "belum memasang" in capsys.readouterr().err
    enrol(cast.andi.pengguna, Pelaku(None, "administrator mesin", "uji", NOW))
    assert main(["akun", "atur-ulang", cast.andi.nip]) == 0
    db.connect(reuse_if_open=True)
    assert not is_set_up(cast.andi.pengguna.id)
    assert Jejak.get(Jejak.aksi == "atur ulang dua langkah").kunci == cast.andi.nip
    db.close()


def test_the_code_of_a_secret_is_worked_out_without_a_phone(capsys: pytest.CaptureFixture[str]) -> None:
    secret = totp.new_secret()
    now = int(time.time())
    assert main(["akun", "totp", secret.lower()]) == 0
    assert totp.matching_step(secret, capsys.readouterr().out, now) is not None
    assert main(["akun", "totp", "bukan kunci!"]) == 1
