"""The second step: for every role, set up once, no code twice, a lost phone reset by two people."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from appliance import clock
from appliance.models import AturUlang, DuaLangkah, GagalMasuk, Jejak, Peran, Sesi, totp
from appliance.models.dua_langkah import enrol
from appliance.models.jejak import Pelaku
from appliance.models.kunci import unseal
from appliance.models.sandi import change
from tests.cast import NOW, PASSWORD, SINCE, TODAY, Cast
from tests.web.conftest import Browser

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)
PATH = "/masuk/dua-langkah"


@pytest.fixture
def ready(cast: Cast) -> Cast:
    for name in ("wati", "budi", "made", "andi"):
        change(cast.people[name].pengguna, PASSWORD, ADMIN)
    return cast


def first_step(browser: Browser, nip: str, ke: str = "") -> TestResponse:
    return browser.send("/masuk", {"nip": nip, "kata_sandi": PASSWORD, "ke": ke})


def second(browser: Browser, form: dict[str, str]) -> TestResponse:
    """Send the form of the second step with the token of its page: the session does not count yet."""
    found = re.search(r'name="csrf_token" value="(\w+)"', browser.get(PATH).text)
    return browser.post(PATH, data={**form, "csrf_token": found[1] if found else ""})


def code(cast: Cast, name: str, beside: int = 0) -> str:
    row = DuaLangkah.get(DuaLangkah.pengguna == cast.people[name].pengguna)
    return totp.code_of(unseal(row.rahasia), totp.step_at(clock.unix()) + beside)


def test_wati_sets_up_her_phone_at_the_first_sign_in(guest: Browser, ready: Cast) -> None:
    assert first_step(guest, ready.wati.nip, "/akun").headers["Location"] == f"{PATH}?ke=/akun"
    assert guest.get("/akun").headers["Location"].startswith("/masuk?")
    page = guest.get(f"{PATH}?ke=/akun").text
    assert "<svg" in page and "Kode QR" in page
    assert not re.search(r"style=|<style|onclick|<script>", page)
    secret = unseal(DuaLangkah.get().rahasia)
    assert secret in page.replace(" ", "")
    done = second(guest, {"kode": code(ready, "wati"), "ke": "/akun"})
    assert done.headers["Location"] == "/akun"
    assert guest.get("/akun").status_code == 200


def test_the_secret_is_sealed_and_never_shown_again(guest: Browser, app: Flask, ready: Cast) -> None:
    first_step(guest, ready.wati.nip)
    guest.get(PATH)
    second(guest, {"kode": code(ready, "wati", -1)})
    row = DuaLangkah.get()
    secret = unseal(row.rahasia)
    assert secret not in row.rahasia
    guest.send("/keluar")
    guest.get("/masuk")
    first_step(guest, ready.wati.nip)
    page = guest.get(PATH).text
    assert secret not in page.replace(" ", "") and "Pasang di HP" not in page
    assert secret not in "".join(f"{j.sebelum}{j.sesudah}{j.kunci}" for j in Jejak.select())


def test_a_code_opens_once_also_for_somebody_who_looked_over_the_shoulder(
    guest: Browser, app: Flask, ready: Cast
) -> None:
    first_step(guest, ready.wati.nip)
    guest.get(PATH)
    used = code(ready, "wati")
    assert second(guest, {"kode": used}).status_code == 303
    thief = app.test_client()
    assert isinstance(thief, Browser)
    thief.get("/masuk")
    first_step(thief, ready.wati.nip)
    again = second(thief, {"kode": used})
    assert again.status_code == 422 and "sudah dipakai" in again.text
    assert second(thief, {"kode": code(ready, "wati", -1)}).status_code == 422
    assert thief.get("/akun").status_code == 303


def test_wrong_codes_count_and_then_wait(guest: Browser, ready: Cast) -> None:
    first_step(guest, ready.wati.nip)
    for _ in range(10):
        assert second(guest, {"kode": "abcdef"}).status_code == 422
    assert GagalMasuk.select().count() == 10
    assert second(guest, {"kode": code(ready, "wati")}).status_code == 429


def test_the_password_alone_is_worth_ten_minutes(guest: Browser, ready: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first_step(guest, ready.wati.nip)
    guest.get(PATH)
    monkeypatch.setenv("EKINERJA_SEKARANG", (NOW + timedelta(minutes=11)).isoformat())
    assert guest.get(PATH).headers["Location"] == "/masuk"
    assert Sesi.select().where(Sesi.kedua.is_null(is_null=False)).count() == 0


def test_budi_without_a_role_comes_in_by_his_password(guest: Browser, ready: Cast) -> None:
    assert first_step(guest, ready.budi.nip).headers["Location"] == "/"
    assert guest.get("/akun").status_code == 200


def test_who_is_given_a_role_signs_in_anew(guest: Browser, ready: Cast) -> None:
    first_step(guest, ready.budi.nip)
    Sesi.update(kedua=None).execute()
    assert guest.get("/akun").status_code == 200
    Peran.create(pengguna=ready.budi.pengguna, peran="operator", opd=ready.opd["dinkes"], mulai=TODAY)
    assert guest.get("/akun").headers["Location"].startswith("/masuk")


@pytest.mark.parametrize("ke", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_second_step_leads_to_no_other_site(guest: Browser, ready: Cast, ke: str) -> None:
    first_step(guest, ready.wati.nip)
    guest.get(PATH)
    assert second(guest, {"kode": code(ready, "wati"), "ke": ke}).headers["Location"] == "/"


def test_without_the_first_step_there_is_no_second(guest: Browser, ready: Cast) -> None:
    assert guest.get(PATH).headers["Location"] == "/masuk"
    assert guest.send(PATH, {"kode": "123456"}).headers["Location"] == "/masuk"


def ask(as_: Callable[[str], Browser], cast: Cast, who: str = "made") -> TestResponse:
    enrol(cast.wati.pengguna, ADMIN)
    return as_(who).send("/atur-ulang", {"login": cast.wati.nip, "alasan": "HP hilang"})


def test_a_lost_phone_takes_two_people(as_: Callable[[str], Browser], ready: Cast) -> None:
    wati, made, andi = as_("wati"), as_("made"), as_("andi")
    assert ask(as_, ready).status_code == 303
    row = AturUlang.get()
    refused = made.send(f"/atur-ulang/{row.id}", {"putusan": "setuju"})
    assert refused.status_code == 422 and "bukan yang mengajukan" in refused.text
    assert DuaLangkah.select().count() == 1
    assert wati.get("/akun").status_code == 200
    assert andi.send(f"/atur-ulang/{row.id}", {"putusan": "setuju"}).status_code == 303
    assert DuaLangkah.select().count() == 0
    assert wati.get("/akun").status_code == 303
    assert {j.aksi for j in Jejak.select()} >= {"ajukan atur ulang", "atur ulang dua langkah"}
    assert andi.send(f"/atur-ulang/{row.id}", {"putusan": "setuju"}).status_code == 404


def test_nobody_agrees_to_the_own_reset(as_: Callable[[str], Browser], ready: Cast) -> None:
    enrol(ready.made.pengguna, ADMIN)
    as_("andi").send("/atur-ulang", {"login": ready.made.nip, "alasan": "HP rusak"})
    assert as_("made").send(f"/atur-ulang/{AturUlang.get().id}", {"putusan": "setuju"}).status_code == 422


def test_a_declined_reset_leaves_the_phone(as_: Callable[[str], Browser], ready: Cast) -> None:
    ask(as_, ready)
    as_("andi").send(f"/atur-ulang/{AturUlang.get().id}", {"putusan": "tolak"})
    assert DuaLangkah.select().count() == 1
    assert AturUlang.get().ditolak == NOW


def test_a_reset_needs_a_reason_and_is_asked_once(as_: Callable[[str], Browser], ready: Cast) -> None:
    enrol(ready.wati.pengguna, ADMIN)
    made = as_("made")
    assert made.send("/atur-ulang", {"login": ready.wati.nip, "alasan": " "}).status_code == 422
    assert made.send("/atur-ulang", {"login": ready.wati.nip, "alasan": "HP hilang"}).status_code == 303
    assert made.send("/atur-ulang", {"login": ready.wati.nip, "alasan": "HP hilang"}).status_code == 422
    assert AturUlang.select().count() == 1


def test_one_person_may_hold_several_roles_and_passes_one_second_step(
    guest: Browser, ready: Cast, as_: Callable[[str], Browser]
) -> None:
    Peran.create(pengguna=ready.wati.pengguna, peran="bendahara", opd=ready.opd["dinkes"], mulai=SINCE)
    first_step(guest, ready.wati.nip)
    guest.get(PATH)
    assert second(guest, {"kode": code(ready, "wati")}).status_code == 303
    page = guest.get("/akun").text
    assert "Operator" in page and "Bendahara" in page
    assert guest.get("/cuti").status_code == 200
