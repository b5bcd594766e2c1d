"""The house rules of every request: tokens, headers, bodies, errors, health, and what a page may cost."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from peewee import OperationalError

from appliance import settings
from appliance.access_matrix import ACCESS, to
from appliance.box import BoxRefused
from appliance.models import Pengguna, Sesi, db, sesi
from appliance.models.sandi import change, verify
from appliance.web import csrf, session
from appliance.web.app import LARGE, SMALL, create_app
from appliance.web.secret import secret_key
from appliance.web.serve import options, serve
from tests.cast import NOW, PASSWORD, Cast
from tests.oktober import ADMIN, live
from tests.web.conftest import Browser
from tests.web.hemat import counted

PAGES = ("/", "/kehadiran", "/kehadiran/2026-10-06", "/kehadiran/2026-10-19", "/tpp", "/akun", "/bawahan", "/bantuan")
OTHERS = ("kehadiran/2026-10", "kehadiran/2026-10-06", "tpp/2026-10")


def test_the_box_says_ok_when_it_can_serve(guest: Browser) -> None:
    answer = guest.get("/sehat")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_a_box_whose_database_does_not_answer_says_so(guest: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(db.obj, "execute_sql", locked)
    answer = guest.get("/sehat")
    assert answer.status_code == 503
    assert "database is locked" not in answer.text


@pytest.mark.parametrize("given", [None, "", "salah", "0" * 64, "é"])
def test_a_change_without_its_token_is_refused(as_: Callable[[str], Browser], given: str | None) -> None:
    siti = as_("siti")
    answer = siti.post("/keluar", data={} if given is None else {csrf.FIELD: given})
    assert answer.status_code == 400
    assert siti.get("/akun").status_code == 200


def test_wati_cannot_use_sitis_token(as_: Callable[[str], Browser]) -> None:
    siti, wati = as_("siti"), as_("wati")
    assert wati.post("/keluar", data={csrf.FIELD: siti.csrf()}).status_code == 400


def test_a_form_sent_from_another_site_is_refused_even_with_a_token(as_: Callable[[str], Browser]) -> None:
    assert as_("siti").send("/keluar", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400


def test_a_token_in_the_header_serves_as_well(as_: Callable[[str], Browser]) -> None:
    siti = as_("siti")
    assert siti.post("/keluar", headers={csrf.HEADER: siti.csrf()}).status_code == 303


def test_the_token_of_the_page_is_the_one_that_is_accepted(as_: Callable[[str], Browser]) -> None:
    siti = as_("siti")
    assert f'name="csrf_token" value="{siti.csrf()}"' in siti.get("/akun").text


def test_every_page_forbids_frames_foreign_scripts_and_keeping(as_: Callable[[str], Browser]) -> None:
    headers = as_("siti").get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"


def test_static_files_are_kept_a_year(app: Flask, guest: Browser) -> None:
    hashed = app.extensions["static_files"]["app.css"].hashed
    assert "immutable" in guest.get(f"/static/{hashed}").headers["Cache-Control"]


def test_a_form_larger_than_a_form_is_refused(as_: Callable[[str], Browser]) -> None:
    assert as_("siti").send("/akun/kata-sandi", {"baru": "x" * (SMALL + 1)}).status_code == 413


def test_a_machines_export_passes_where_a_file_is_expected_and_nothing_above(
    as_: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ACCESS, "akun.change_password", to("asn", upload=True))
    siti = as_("siti")
    assert siti.send("/akun/kata-sandi", {"baru": "x" * (SMALL + 1)}).status_code == 422
    large = siti.post("/akun/kata-sandi", headers={"Content-Length": str(LARGE + 1)}, data=b"")
    assert large.status_code in (400, 413)


def test_the_cookie_travels_only_encrypted_once_the_line_is(guest: Browser, cast: Cast) -> None:
    change(cast.siti.pengguna, PASSWORD, ADMIN)
    form = {"nip": cast.siti.nip, "kata_sandi": PASSWORD}
    plain = guest.send("/masuk", form).headers.getlist("Set-Cookie")
    assert not any("Secure" in cookie for cookie in plain)
    guest.send("/keluar")
    guest.get("/masuk")
    secure = guest.send("/masuk", form, base_url="https://localhost")
    assert all("Secure" in cookie for cookie in secure.headers.getlist("Set-Cookie") if session.COOKIE in cookie)


def test_a_breakdown_is_said_in_plain_words_with_a_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings.load())
    monkeypatch.setitem(app.view_functions, "sehat.show", lambda: 1 // 0)
    answer = app.test_client().get("/sehat")
    assert answer.status_code == 500
    assert "nomor kejadian" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_place_that_cannot_be_listened_at_is_said_in_words(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(BoxRefused, match="tidak dapat dilayani di sini"):
        serve(replace(settings.load(), soket=tmp_path / "tiada" / "web.sock"))


def test_only_a_proxy_on_this_machine_is_believed() -> None:
    assert options(replace(settings.load(), port=1))["trusted_proxy"] == "127.0.0.1"
    assert options(settings.load())["clear_untrusted_proxy_headers"] is True


def test_the_boxs_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert secret_key(tmp_path) == key
    assert len(key) == 32
    assert [p.name for p in tmp_path.iterdir()] == ["web.kunci"]
    assert (tmp_path / "web.kunci").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_few_queries_and_fits_the_first_round_trip(
    cast: Cast, as_: Callable[[str], Browser], path: str
) -> None:
    live(cast)
    siti = as_("siti")
    siti.get(path)
    with counted() as said:
        answer = siti.get(path)
    assert answer.status_code == 200
    assert len(said) <= 12, said
    assert len(gzip.compress(answer.data)) <= 14 * 1024


@pytest.mark.parametrize("path", OTHERS)
def test_somebody_elses_page_costs_few_queries_too(cast: Cast, as_: Callable[[str], Browser], path: str) -> None:
    live(cast)
    hadi = as_("hadi")
    with counted() as said:
        assert hadi.get(f"/pegawai/{cast.siti.nip}/{path}").status_code == 200
    assert len(said) <= 12, said


def test_changing_the_password_signs_out_everywhere_else(cast: Cast, as_: Callable[[str], Browser]) -> None:
    change(cast.siti.pengguna, PASSWORD, ADMIN)
    here, there = as_("siti"), as_("siti")
    new = "gunung hijau tinggi 3"
    assert here.send("/akun/kata-sandi", {"lama": "bukan ini", "baru": new, "ulangi": new}).status_code == 422
    assert here.send("/akun/kata-sandi", {"lama": PASSWORD, "baru": new, "ulangi": new}).status_code == 303
    assert here.get("/akun").status_code == 200
    assert there.get("/akun").status_code == 303
    assert verify(Pengguna.get_by_id(cast.siti.pengguna.id).sandi, new)


def test_siti_can_end_her_other_session_and_nobody_elses(cast: Cast, as_: Callable[[str], Browser]) -> None:
    here, there, budi = as_("siti"), as_("siti"), as_("budi")
    other = Sesi.select().where(Sesi.pengguna == cast.siti.pengguna.id).order_by(Sesi.id.desc()).first()
    budis = Sesi.get(Sesi.pengguna == cast.budi.pengguna.id)
    here.send(f"/akun/sesi/{other.id}/akhiri")
    here.send(f"/akun/sesi/{budis.id}/akhiri")
    assert there.get("/akun").status_code == 303
    assert budi.get("/akun").status_code == 200


def test_using_a_session_is_remembered_but_not_on_every_page(
    cast: Cast, as_: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    siti = as_("siti")
    later = NOW + timedelta(minutes=30)
    monkeypatch.setenv("EKINERJA_SEKARANG", later.isoformat())
    siti.get("/akun")
    assert sesi.open_sessions(cast.siti.pengguna.id, later)[0].terakhir == later
    with counted() as said:
        siti.get("/akun")
    assert not any(sql.startswith("UPDATE") for sql in said)


def test_the_guide_has_a_part_for_each_entry_of_the_menu(guest: Browser) -> None:
    page = guest.get("/bantuan").text
    for noun in ("mulai", "masuk", "beranda", "kehadiran", "tpp", "akun", "bawahan"):
        assert f'id="{noun}"' in page
    assert guest.get("/bantuan/tpp").status_code == 200
    assert guest.get("/bantuan/_page").status_code == 404
    assert guest.get("/bantuan/..%2fmasuk%2fshow").status_code == 404
