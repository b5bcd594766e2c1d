"""Every route, asked with the real ids of others' records, in its address, its query and its form: not there.

The same walk with one's own records shows that the ids are real: each route opens to somebody who has the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from appliance import settings
from appliance.access_matrix import WRITING
from appliance.models import Peran, db
from tests.cast import SINCE, Cast
from tests.contracts import milik
from tests.contracts.test_access_matrix import ARGUMENT, routes
from tests.web.conftest import Browser
from tests.web.kantor_isi import allow_two_corrections

Values = dict[str, dict[str, str]]
# Arguments that name somebody's record. What is not in COMMON must be here: a new kind of record fails the walk.
RECORDS = {
    "nip", "login", "laporan_id", "kunci", "bukti_id", "sn", "pin", "pin_id", "kode", "cuti_id", "koreksi_id",
    "gangguan_id", "isi", "sesi_id", "nomor", "impor_id", "tugas_id",
}  # fmt: skip
# Addresses whose number is no record or one of the box's; where another's is answered as if it had ended already.
NOBODYS = {"pengenalan.show", "gangguan_kotak.show", "gangguan_kotak.annotate"}
SILENT = {"akun.end_session"}
CLOSED = (403, 404)
# Who walks, and whose records he asks for: another office's, a colleague's, the superior's, a subordinate office's.
WALKS = [
    ("budi", "joko"), ("siti", "joko"), ("hadi", "joko"), ("wati", "joko"), ("beni", "joko"), ("nia", "joko"),
    ("andi", "joko"), ("joko", "budi"), ("budi", "siti"), ("budi", "wati"), ("nia", "budi"), ("siti", "hadi"),
]  # fmt: skip
OFFICE = {"joko": "dikbud"}
# The box's administrator gives codes and roles to everybody; nothing else of anybody is there for him.
ANDIS = {
    "kode.index", "kode.show", "kode.create", "peran.index", "peran.show", "peran.create", "peran.end",
    "atur_ulang.index", "atur_ulang.create", "atur_ulang.decide",
}  # fmt: skip


@pytest.fixture
def things(app: Flask, cast: Cast) -> dict[str, Values]:
    """Whose records there are, by name."""
    allow_two_corrections()
    Peran.create(pengguna=cast.joko.pengguna, peran="operator", opd=cast.opd["dikbud"], mulai=SINCE, nomor_surat="9")
    data = settings.load().data
    return {who: milik.belongings(data, cast, who, OFFICE.get(who, "dinkes"))
            for who in ("joko", "budi", "siti", "wati", "hadi")}  # fmt: skip


def names_records(rule: Rule) -> bool:
    return bool(RECORDS & rule.arguments) and rule.endpoint not in NOBODYS


def address(rule: Rule, values: Values, **more: str) -> str:
    noun = rule.endpoint.partition(".")[0]
    known = {**milik.address_values(values, noun), **more}
    if rule.endpoint in NOBODYS:
        known["nomor"] = "1"
    return ARGUMENT.sub(lambda found: known[found[1]], rule.rule)


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is looked at and taken back."""
    with db.atomic() as walk:
        yield
        walk.rollback()


def ask(browser: Browser, method: str, path: str, values: Values) -> Any:
    query = {"opd": values[""]["kode"], "dari": values[""]["laporan_id"], "cari": values[""]["nip"]}
    if method in WRITING:
        return browser.send(path, milik.form_of(values))
    return browser.open(path, method=method, query_string=query)


def test_every_argument_of_every_address_is_known(app: Flask) -> None:
    assert {name for rule, _ in routes(app) for name in rule.arguments} <= RECORDS | milik.COMMON.keys()


@pytest.mark.parametrize(("name", "whose"), WALKS)
def test_the_records_of_others_are_not_there(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, things: dict[str, Values], name: str, whose: str
) -> None:
    browser, theirs, wrong = as_(name), things[whose], []
    before = milik.state(cast, whose, OFFICE.get(whose, "dinkes"))
    for rule, method in routes(app):
        if rule.endpoint == "keluar.create" or (name == "andi" and rule.endpoint in ANDIS):
            continue
        path = address(rule, theirs)
        with undone():
            answer = ask(browser, method, path, theirs)
            text = answer.get_data().decode(errors="replace")  # a file to take away is no text
            shown = milik.SIGN + whose in text or (whose == "joko" and cast.joko.pegawai.nama in text)
            opened = names_records(rule) and answer.status_code not in CLOSED and rule.endpoint not in SILENT
            changed = method in WRITING and milik.state(cast, whose, OFFICE.get(whose, "dinkes")) != before
            if shown or opened or changed:
                wrong.append(f"{method} {path} {rule.endpoint}: {answer.status_code}{' shown' * shown}")
    assert wrong == []


@pytest.mark.parametrize(("name", "own"), [("budi", "budi"), ("siti", "budi"), ("hadi", "siti"), ("wati", "budi")])
def test_a_form_at_an_own_address_reaches_no_record_of_others(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, things: dict[str, Values], name: str, own: str
) -> None:
    browser, wrong = as_(name), []
    before = milik.state(cast, "joko", "dikbud")
    for rule, method in routes(app):
        if method in WRITING and rule.endpoint != "keluar.create":
            with undone():
                answer = browser.send(address(rule, things[own]), milik.form_of(things["joko"]))
                text = answer.get_data().decode(errors="replace")
                shown = milik.SIGN + "joko" in text or cast.joko.pegawai.nama in text
                if shown or milik.state(cast, "joko", "dikbud") != before:
                    wrong.append(f"{method} {rule.endpoint}: {answer.status_code}{' shown' * shown}")
    assert wrong == []


@pytest.mark.parametrize("name", ["siti", "wati", "tuti", "andi"])
def test_an_address_that_mixes_records_of_two_people_leads_nowhere(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, things: dict[str, Values], name: str
) -> None:
    browser, wrong, asked = as_(name), [], 0
    for rule, method in routes(app):
        noun = rule.endpoint.partition(".")[0]
        own, theirs = (milik.address_values(things[who], noun) for who in ("budi", "joko"))
        several = sorted(RECORDS & rule.arguments)
        for changed in several if len(several) > 1 else ():
            if own[changed] != theirs[changed]:
                with undone():
                    path = address(rule, things["budi"], **{changed: theirs[changed]})
                    asked += 1
                    if (code := ask(browser, method, path, things["budi"]).status_code) not in CLOSED:
                        wrong.append(f"{method} {path} {rule.endpoint}: {code}")
    assert wrong == []
    assert asked


def test_every_one_of_these_addresses_opens_to_whom_it_belongs(
    app: Flask, as_: Callable[[str], Browser], cast: Cast, things: dict[str, Values]
) -> None:
    browsers = {name: as_(name) for name in ("budi", "siti", "wati", "beni", "hadi", "made", "tuti", "andi")}
    never = []
    for rule, method in routes(app):
        if not names_records(rule):
            continue
        answers = []
        for whose in ("budi", "wati"):
            for browser in browsers.values():
                with undone():
                    answers.append(ask(browser, method, address(rule, things[whose]), things[whose]).status_code)
        if all(code in CLOSED for code in answers):
            never.append(f"{method} {rule.rule} {rule.endpoint}: {answers}")
    assert never == []
