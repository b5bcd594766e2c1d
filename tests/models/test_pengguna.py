"""Everybody has an account; passwords and codes are kept so that the records alone open nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.models import KodeAktivasi, Pegawai, Pengguna, db
from appliance.models.jejak import Pelaku
from appliance.models.kode import find_code, issue_code, use_code
from appliance.models.pengguna import ensure_accounts
from appliance.models.sandi import HASHER, hash_password, refusal, verify
from tests.cast import NOW, PASSWORD, Cast, build

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    yield build(tmp_path / "data")
    db.close()


def test_every_civil_servant_has_one_account_however_often_it_is_asked(cast: Cast) -> None:
    before = Pengguna.select().count()
    Pegawai.create(nip="200001012024011001", nama="Lia Permata")
    ensure_accounts()
    ensure_accounts()
    assert Pengguna.select().count() == before + 1
    assert Pengguna.get(Pengguna.nama_masuk == "200001012024011001").sandi is None


def test_a_password_is_kept_as_argon2id_of_the_agreed_cost() -> None:
    kept = hash_password(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert verify(kept, PASSWORD)
    assert not verify(kept, PASSWORD + "x")


def test_an_account_without_a_password_opens_to_none() -> None:
    assert not verify(None, "")
    assert not verify(None, "tidak dimiliki siapa pun")


def test_the_same_work_is_done_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = type(HASHER).verify
    monkeypatch.setattr(type(HASHER), "verify", lambda self, kept, text: asked.append(kept) or real(self, kept, text))
    verify(None, "x")
    verify(hash_password(PASSWORD), "x")
    assert len(asked) == 2
    assert all(kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for kept in asked)


@pytest.mark.parametrize("text", ["kapal layar biru", "Sungai-Selagan 88", "nasi goreng pedas"])
def test_a_few_words_make_a_good_password(cast: Cast, text: str) -> None:
    assert refusal(text, cast.siti.pengguna) is None


def test_a_code_ends_after_a_fortnight(cast: Cast) -> None:
    code = issue_code(cast.siti.pengguna, ADMIN)
    assert find_code(cast.siti.pengguna, code, NOW + timedelta(days=13)) is not None
    assert find_code(cast.siti.pengguna, code, NOW + timedelta(days=14)) is None


def test_a_code_is_used_by_the_first_of_two(cast: Cast) -> None:
    issue_code(cast.siti.pengguna, ADMIN)
    row = KodeAktivasi.get()
    assert use_code(row, NOW)
    assert not use_code(row, NOW)


def test_an_earlier_code_stays_void_also_when_the_later_one_is_used_up(cast: Cast) -> None:
    earlier, later = issue_code(cast.siti.pengguna, ADMIN), issue_code(cast.siti.pengguna, ADMIN)
    assert find_code(cast.siti.pengguna, earlier, NOW) is None
    row = find_code(cast.siti.pengguna, later, NOW)
    assert row is not None and use_code(row, NOW)
    assert find_code(cast.siti.pengguna, earlier, NOW) is None


def test_sitis_code_does_not_open_budis_account(cast: Cast) -> None:
    code = issue_code(cast.siti.pengguna, ADMIN)
    issue_code(cast.budi.pengguna, ADMIN)
    assert find_code(cast.budi.pengguna, code, NOW) is None
    assert find_code(None, code, NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "kapalkapalkapal", "12345678901234", "zyxwvutsrqponm", "qwertyuiop", "Mukomuko2026!", "P@ssw0rd2026",
        "adminmukomuko", "bismillah1234", "rahasianegara", "sandi 198203 x", "dua puluh 200604",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_no_password(cast: Cast, text: str) -> None:
    assert refusal(text, cast.siti.pengguna) is not None


def test_a_password_is_never_kept_in_the_open_nor_set_before_somebody_chose_one(cast: Cast) -> None:
    assert Pengguna.select().where(Pengguna.sandi.is_null(is_null=False)).count() == 0
    code = issue_code(cast.siti.pengguna, ADMIN)
    assert code.replace("-", "") not in KodeAktivasi.get().hash
