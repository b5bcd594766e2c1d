"""The fence around every page: tokens, policy, cookies, equal answers, and who read whose amounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from appliance.access_matrix import ACCESS, WRITING
from appliance.models import Jejak
from appliance.models.jejak import Pelaku
from appliance.models.kode import issue_code
from appliance.models.sandi import change
from appliance.web.reading import AMOUNTS
from tests.cast import NOW, PASSWORD, Cast
from tests.contracts.test_access_matrix import address, routes
from tests.oktober import live
from tests.web.conftest import Browser

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)


@pytest.mark.parametrize("name", ["siti", "wati", "tuti", "andi"])
def test_no_change_anywhere_without_a_token(app: Flask, as_: Callable[[str], Browser], cast: Cast, name: str) -> None:
    browser = as_(name)
    before = Jejak.select().count()
    changes = [
        (rule, method) for rule, method in routes(app) if method in WRITING and not ACCESS[rule.endpoint].machine
    ]
    assert len(changes) > 30
    known = app.url_map.bind("localhost")
    for path, method in [(address(rule, {"nip": cast.budi.nip}), method) for rule, method in changes]:
        if not known.test(path, method):
            continue  # no such date or month
        assert browser.open(path, method=method).status_code in (400, 403), path
    assert Jejak.select().count() == before


@pytest.mark.parametrize("name", ["wati", "tuti", "made", "andi"])
def test_every_answer_bears_the_strict_policy_and_is_kept_by_nobody(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, name: str
) -> None:
    browser = as_(name)
    for rule, method in routes(app):
        if method != "GET" or rule.endpoint == "static" or ACCESS[rule.endpoint].machine:
            continue
        answer = browser.get(address(rule, {"nip": cast.budi.nip}))
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy and "unsafe" not in policy and "*" not in policy, rule.rule
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_every_cookie_is_hidden_from_scripts_and_other_sites_and_encrypted_where_the_line_is(
    guest: Browser, as_: Callable[[str], Browser], cast: Cast
) -> None:
    change(cast.budi.pengguna, PASSWORD, ADMIN)
    issue_code(cast.budi.pengguna, ADMIN)  # so that a notice is left, in a cookie of its own
    form = {"nip": cast.budi.nip, "kata_sandi": PASSWORD}
    guest.get("/masuk", base_url="https://localhost")
    given = guest.send("/masuk", form, base_url="https://localhost").headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in given} == {"ekinerja_sesi", "ekinerja_pesan"}
    for cookie in given:
        assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Secure")), cookie
        assert "Domain=" not in cookie


def test_an_unknown_nip_costs_as_much_work_as_a_known_one(
    guest: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(cast.siti.pengguna, PASSWORD, ADMIN)
    issue_code(cast.siti.pengguna, ADMIN)
    done: list[str] = []
    real = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: Any, text: Any) -> Any:
        done.append(str(kept).rpartition("$")[0].rpartition("$")[0])
        return real(self, kept, text)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    work = []
    for nip in (cast.siti.nip, cast.budi.nip, "111111111111111111", "admin", ""):
        done.clear()
        guest.send("/masuk", {"nip": nip, "kata_sandi": "salah sekali"})
        guest.send("/aktivasi", {"nip": nip, "kode": "AAAAA-AAAAA", "kata_sandi": PASSWORD, "ulangi": PASSWORD})
        work.append(list(done))
    assert work == [work[0]] * 5
    assert len(work[0]) == 2


def test_activation_answers_alike_for_a_known_an_unknown_and_a_nip_without_a_code(guest: Browser, cast: Cast) -> None:
    issue_code(cast.siti.pengguna, ADMIN)
    said = set()
    for nip in (cast.siti.nip, cast.budi.nip, "111111111111111111"):
        form = {"nip": nip, "kode": "AAAAA-AAAAA", "kata_sandi": PASSWORD, "ulangi": PASSWORD}
        answer = guest.send("/aktivasi", form)
        said.add((answer.status_code, answer.text.replace(nip, "")))
    assert len(said) == 1


@pytest.mark.parametrize("name", ["hadi", "beni", "tuti", "rina", "siti"])
def test_who_reads_budis_amounts_is_recorded(as_: Callable[[str], Browser], cast: Cast, name: str) -> None:
    assert as_(name).get(f"/pegawai/{cast.budi.nip}/tpp/2026-10").status_code == 200
    row = Jejak.get(Jejak.aksi == "baca besaran")
    assert (row.pelaku, row.kunci) == (cast.people[name].pegawai.nama, f"{cast.budi.nip} 2026-10")


@pytest.mark.parametrize("name", ["hadi", "beni", "tuti", "rina"])
def test_who_reads_the_amounts_of_an_office_is_recorded(as_: Callable[[str], Browser], cast: Cast, name: str) -> None:
    live(cast)
    assert as_(name).get("/finalisasi/2026-10/unit/dinkes").status_code == 200
    row = Jejak.get(Jejak.aksi == "baca besaran")
    assert (row.pelaku, row.kunci) == (cast.people[name].pegawai.nama, "/finalisasi/2026-10/unit/dinkes")


def test_pages_whose_reading_is_recorded_exist() -> None:
    assert ACCESS.keys() >= AMOUNTS
