"""Coming in: password, code, limits, leaving."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from appliance.models import GagalMasuk, Jejak, KodeAktivasi, Pengguna, Sesi
from appliance.models.jejak import Pelaku
from appliance.models.kode import issue_code
from appliance.models.sandi import change
from appliance.web import session
from tests.cast import NOW, PASSWORD, Cast
from tests.web.conftest import Browser

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)


@pytest.fixture
def with_password(cast: Cast) -> Cast:
    change(cast.siti.pengguna, PASSWORD, ADMIN)
    return cast


def sign_in(browser: Browser, nip: str, sandi: str = PASSWORD, ke: str = "") -> tuple[int, str]:
    answer = browser.send("/masuk", {"nip": nip, "kata_sandi": sandi, "ke": ke})
    return answer.status_code, answer.headers.get("Location", "")


def test_siti_comes_in_and_goes_where_she_wanted(guest: Browser, with_password: Cast) -> None:
    assert guest.get("/akun").headers["Location"] == "/masuk?ke=/akun"
    assert sign_in(guest, with_password.siti.nip, ke="/akun") == (303, "/akun")
    assert guest.get("/akun").status_code == 200


def test_a_nip_copied_with_spaces_is_understood(guest: Browser, with_password: Cast) -> None:
    nip = with_password.siti.nip
    assert sign_in(guest, f" {nip[:8]} {nip[8:14]} {nip[14:]} ")[0] == 303


@pytest.mark.parametrize("ke", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_sign_in_never_leads_to_another_site(guest: Browser, with_password: Cast, ke: str) -> None:
    assert sign_in(guest, with_password.siti.nip, ke=ke) == (303, "/")


def test_unknown_name_and_wrong_password_get_the_same_answer(guest: Browser, with_password: Cast) -> None:
    wrong = guest.send("/masuk", {"nip": with_password.siti.nip, "kata_sandi": "salah sekali"})
    unknown = guest.send("/masuk", {"nip": with_password.siti.nip[:-1] + "9", "kata_sandi": "salah sekali"})
    inactive = guest.send("/masuk", {"nip": with_password.budi.nip, "kata_sandi": "salah sekali"})
    assert wrong.status_code == unknown.status_code == inactive.status_code == 422
    assert wrong.text.replace(with_password.siti.nip, "") == inactive.text.replace(with_password.budi.nip, "")
    assert "tidak cocok" in unknown.text


def test_after_ten_refusals_even_the_right_password_waits_a_quarter_of_an_hour(
    guest: Browser, with_password: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(10):
        assert sign_in(guest, with_password.siti.nip, "salah sekali")[0] == 422
    assert sign_in(guest, with_password.siti.nip)[0] == 429
    monkeypatch.setenv("EKINERJA_SEKARANG", (NOW + timedelta(minutes=16)).isoformat())
    assert sign_in(guest, with_password.siti.nip)[0] == 303


def test_one_address_that_tries_many_names_waits_too(guest: Browser, with_password: Cast) -> None:
    GagalMasuk.insert_many([{"nama_masuk": str(i), "alamat": "127.0.0.1", "kapan": NOW} for i in range(300)]).execute()
    assert sign_in(guest, with_password.siti.nip)[0] == 429


def test_only_the_hash_of_a_token_is_kept(guest: Browser, with_password: Cast) -> None:
    sign_in(guest, with_password.siti.nip)
    cookie = guest.get_cookie(session.COOKIE)
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.value not in {row.token for row in Sesi.select()}


def test_a_code_opens_once_and_gives_a_password(guest: Browser, cast: Cast) -> None:
    code = issue_code(cast.budi.pengguna, ADMIN)
    form = {"nip": cast.budi.nip, "kode": code.lower(), "kata_sandi": PASSWORD, "ulangi": PASSWORD}
    assert guest.send("/aktivasi", form).status_code == 303
    assert guest.get("/akun").status_code == 200
    account = Pengguna.get_by_id(cast.budi.pengguna.id)
    assert account.diaktifkan == NOW
    assert PASSWORD not in account.sandi
    again = guest.send("/aktivasi", form)
    assert again.status_code == 422
    assert "sudah dipakai" in again.text


def test_a_newer_code_ends_the_older(guest: Browser, cast: Cast) -> None:
    old = issue_code(cast.budi.pengguna, ADMIN)
    issue_code(cast.budi.pengguna, ADMIN)
    form = {"nip": cast.budi.nip, "kode": old, "kata_sandi": PASSWORD, "ulangi": PASSWORD}
    assert guest.send("/aktivasi", form).status_code == 422


@pytest.mark.parametrize(
    "sandi", ["pendek", "198203042006042001", "sandi 04031982", "rahmawati1234", "password123!", "aaaaaaaaaaaaa"]
)
def test_a_password_that_others_know_is_refused_and_the_code_stays(guest: Browser, cast: Cast, sandi: str) -> None:
    code = issue_code(cast.siti.pengguna, ADMIN)
    answer = guest.send("/aktivasi", {"nip": cast.siti.nip, "kode": code, "kata_sandi": sandi, "ulangi": sandi})
    assert answer.status_code == 422
    assert KodeAktivasi.get(KodeAktivasi.pengguna == cast.siti.pengguna.id).dipakai is None


def test_leaving_ends_the_session_on_the_server(as_: Callable[[str], Browser], cast: Cast) -> None:
    siti = as_("siti")
    token = siti.get_cookie(session.COOKIE)
    assert siti.send("/keluar").status_code == 303
    assert token is not None
    siti.set_cookie(session.COOKIE, token.value)
    assert siti.get("/akun").headers["Location"].startswith("/masuk")


def test_an_operator_signs_in_every_day_an_asn_every_month(
    as_: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    wati, budi = as_("wati"), as_("budi")
    monkeypatch.setenv("EKINERJA_SEKARANG", (NOW + timedelta(hours=13)).isoformat())
    assert wati.get("/akun").status_code == 303
    assert budi.get("/akun").status_code == 200
    monkeypatch.setenv("EKINERJA_SEKARANG", (NOW + timedelta(days=31)).isoformat())
    assert budi.get("/akun").status_code == 303


def test_who_came_in_and_from_where_is_recorded(guest: Browser, with_password: Cast) -> None:
    sign_in(guest, with_password.siti.nip)
    row = Jejak.select().order_by(Jejak.id.desc()).first()
    assert (row.aksi, row.pelaku, row.dari) == ("masuk", "Siti Rahmawati", "127.0.0.1")
    assert PASSWORD not in "".join(str(j.sesudah) for j in Jejak.select())
