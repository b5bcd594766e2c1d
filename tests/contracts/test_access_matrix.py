"""Every route, asked by everybody of the cast, answers as the access matrix says; a route without a row fails."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from appliance.access_matrix import ACCESS, PUBLIC, READERS, ROLES, WRITING, Allow
from appliance.models import Mesin, Pengguna, Peran, sesi
from appliance.web import app as web_app
from appliance.web import session
from tests.cast import NOW, PEOPLE, SINCE, Cast
from tests.web.conftest import Browser

ROLE_OF = {name: role for name, *_, role, _ in PEOPLE}
EXAMPLES = {"bulan": "2026-10", "tanggal": "2026-10-06", "noun": "mulai", "name": "app.css"}
ARGUMENT = re.compile(r"<(?:[^<>]*:)?([^<>:]+)>")
NOBODY = "999999999"
# What a page that let this person in may answer when what was asked for is not there or the form says nothing.
OPENED = frozenset({200, 302, 303, 400, 404, 413, 415, 422, 429})


def routes(of: Flask) -> list[tuple[Rule, str]]:
    """Every route with each of its methods."""
    rules = sorted(of.url_map.iter_rules(), key=lambda rule: rule.rule)
    return [(rule, method) for rule in rules for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]


def address(rule: Rule, values: dict[str, str]) -> str:
    """An address of the route; what `values` does not name asks for a record that is not there."""
    return ARGUMENT.sub(lambda found: {**EXAMPLES, **values}.get(found[1], NOBODY), rule.rule)


def test_every_route_has_a_row(app: Flask) -> None:
    assert {rule.endpoint for rule, _ in routes(app)} <= ACCESS.keys()


def test_a_route_without_a_row_keeps_the_program_from_starting(app: Flask) -> None:
    app._got_first_request = False
    app.add_url_rule("/rahasia", "rahasia.index", lambda: "isi")
    with pytest.raises(web_app.UnknownEndpoint, match="rahasia.index"):
        web_app.refuse_unknown(app)


def test_no_row_is_left_of_a_route_that_is_gone(app: Flask) -> None:
    assert ACCESS.keys() <= {rule.endpoint for rule, _ in routes(app)}


def test_readers_write_nothing_but_their_own_account() -> None:
    writable = {name for name, row in ACCESS.items() if row.write & READERS}
    assert writable == {"akun.show", "akun.change_password", "akun.end_session", "pengenalan.show", "pengenalan.done"}


def disagreements(app: Flask, sign_in: Callable[[], Browser], roles: set[str], nip: str) -> list[str]:
    """Routes that open to somebody with these roles though the matrix says no, or the other way round."""
    browser, wrong = sign_in(), []
    for rule, method in routes(app):
        allowed = ACCESS[rule.endpoint].roles(method)
        path = address(rule, {"nip": nip})
        answer = browser.send(path) if method in WRITING else browser.open(path, method=method)
        opens = PUBLIC in allowed or bool(roles & allowed)
        if (answer.status_code in OPENED) is not opens or (not opens and answer.status_code != 403):
            wrong.append(f"{method} {path} {rule.endpoint}: {answer.status_code}")
        if rule.endpoint == "keluar.create":
            browser = sign_in()
    return wrong


@pytest.mark.parametrize("name", sorted(ROLE_OF))
def test_everybody_opens_what_the_matrix_says_and_nothing_else(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, name: str
) -> None:
    roles = {"asn", *filter(None, [ROLE_OF[name]])}
    assert disagreements(app, lambda: as_(name), roles, cast.joko.nip) == []


@pytest.mark.parametrize("role", sorted(ROLES - {"asn"}))
def test_an_account_that_is_no_civil_servant_has_what_its_role_opens_and_no_more(
    app: Flask, cast: Cast, role: str
) -> None:
    account = Pengguna.create(nama_masuk=role)
    Peran.create(pengguna=account, peran=role, opd=cast.opd["dinkes"], mulai=SINCE)

    def sign_in() -> Browser:
        browser = app.test_client()
        assert isinstance(browser, Browser)
        browser.set_cookie(session.COOKIE, sesi.begin(account.id, NOW))
        return browser

    assert disagreements(app, sign_in, {role}, cast.joko.nip) == []


def test_who_has_not_signed_in_reaches_public_pages_only(app: Flask, guest: Browser, cast: Cast) -> None:
    wrong = []
    for rule, method in routes(app):
        path = address(rule, {"nip": cast.joko.nip})
        answer = guest.send(path) if method in WRITING else guest.open(path, method=method)
        sent_away = answer.status_code == 303 and answer.headers["Location"].startswith("/masuk")
        public = PUBLIC in ACCESS[rule.endpoint].roles(method)
        if (
            rule.endpoint not in ("keluar.create", "masuk.show", "dua_langkah.show", "dua_langkah.create")
            and sent_away is public
        ):
            wrong.append(f"{method} {path}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("name", ["wati", "hadi", "beni", "siti", "budi", "andi"])
def test_joko_of_another_office_is_not_there_for_the_people_of_this_one(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, name: str
) -> None:
    browser = as_(name)
    asked = [(rule, method) for rule, method in routes(app) if "nip" in rule.arguments]
    assert asked
    for rule, method in asked:
        answer = (
            browser.send(address(rule, {"nip": cast.joko.nip}))
            if method in WRITING
            else browser.open(address(rule, {"nip": cast.joko.nip}))
        )
        assert answer.status_code in (403, 404), rule.rule


def test_a_machine_of_another_office_is_not_there_for_wati(
    app: Flask, as_: Callable[[str], Browser], cast: Cast
) -> None:
    other = Mesin.create(sn="B1", opd=cast.opd["dikbud"], jalur="adms")
    wati = as_("wati")
    for rule, method in routes(app):
        if rule.endpoint.startswith("mesin.") and rule.arguments:
            path = address(rule, {name: "B1" if name == "sn" else str(other.id) for name in rule.arguments})
            answer = wati.send(path) if method in WRITING else wati.open(path)
            assert answer.status_code in (403, 404), rule.rule


def test_a_row_knows_roles_only() -> None:
    assert all(isinstance(row, Allow) and row.read | row.write <= ROLES | {PUBLIC} for row in ACCESS.values())
