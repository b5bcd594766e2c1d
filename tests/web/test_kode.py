"""A new code for somebody who forgot the password: by the operator or the superior, shown once, recorded, told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from appliance.models import Jejak, KodeAktivasi, Penempatan, Sesi
from appliance.models.jejak import Pelaku
from appliance.models.sandi import change
from tests.cast import NOW, PASSWORD, TODAY, Cast
from tests.web.conftest import Browser

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)
CODE = re.compile(r"<code>([A-Z2-9]{5}-[A-Z2-9]{5})</code>")


def given(browser: Browser, nip: str) -> str:
    found = CODE.search(browser.send(f"/kode/{nip}").text)
    assert found is not None
    return found[1]


def come_in(guest: Browser, nip: str, code: str) -> str:
    form = {"nip": nip, "kode": code, "kata_sandi": PASSWORD, "ulangi": PASSWORD}
    return guest.send("/aktivasi", form).headers.get("Location", "")


@pytest.mark.parametrize("name", ["wati", "siti", "hadi", "made", "andi"])
def test_operator_superior_bkpsdm_and_admin_give_budi_a_code_that_opens(
    as_: Callable[[str], Browser], guest: Browser, cast: Cast, name: str
) -> None:
    code = given(as_(name), cast.budi.nip)
    row = Jejak.select().order_by(Jejak.id.desc()).first()
    assert (row.aksi, row.kunci, row.pelaku) == ("kode aktivasi", cast.budi.nip, cast.people[name].pegawai.nama)
    assert code.replace("-", "") not in f"{row.sesudah}{KodeAktivasi.get().hash}"
    assert come_in(guest, cast.budi.nip, code) == "/pengenalan"


@pytest.mark.parametrize(
    ("name", "whom"),
    [("wati", "joko"), ("budi", "siti"), ("beni", "budi"), ("joko", "budi"), ("wati", "wati"), ("made", "made"),
     ("rina", "budi"), ("dewi", "budi"), ("tuti", "budi")],
)  # fmt: skip
def test_others_do_not(as_: Callable[[str], Browser], cast: Cast, name: str, whom: str) -> None:
    browser, nip = as_(name), cast.people[whom].nip
    assert browser.get(f"/kode/{nip}").status_code == 404
    assert browser.send(f"/kode/{nip}").status_code in (403, 404)
    assert KodeAktivasi.select().count() == 0


def test_an_operator_does_not_climb_by_the_account_of_a_colleague_with_a_role_of_the_regency(
    as_: Callable[[str], Browser], cast: Cast
) -> None:
    here = Penempatan.pegawai == cast.tuti.pegawai
    Penempatan.update(opd=cast.opd["dinkes"], nip_atasan=cast.siti.nip).where(here).execute()
    assert as_("wati").send(f"/kode/{cast.tuti.nip}").status_code == 404
    assert as_("siti").send(f"/kode/{cast.tuti.nip}").status_code == 404
    assert "Tuti" not in as_("wati").get("/kode").text
    assert as_("made").send(f"/kode/{cast.tuti.nip}").status_code == 200


def test_the_code_is_shown_once(as_: Callable[[str], Browser], cast: Cast) -> None:
    wati = as_("wati")
    code = given(wati, cast.budi.nip)
    for path in (f"/kode/{cast.budi.nip}", "/kode"):
        answer = wati.get(path)
        assert code not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


def test_budi_sees_at_his_next_sign_in_who_gave_a_code_and_when_though_he_did_not_use_it(
    as_: Callable[[str], Browser], guest: Browser, cast: Cast
) -> None:
    change(cast.budi.pengguna, PASSWORD, ADMIN)
    given(as_("wati"), cast.budi.nip)
    guest.send("/masuk", {"nip": cast.budi.nip, "kata_sandi": PASSWORD})
    page = guest.get("/akun").text
    assert "dibuat oleh Wati Lestari, Sen 19 Okt 2026 09.30, belum dipakai" in page
    guest.send("/keluar")
    guest.get("/masuk")
    guest.send("/masuk", {"nip": cast.budi.nip, "kata_sandi": PASSWORD})
    assert "Wati Lestari" not in guest.get("/akun").text


def test_three_pages_are_offered_until_they_are_read_or_skipped(
    as_: Callable[[str], Browser], guest: Browser, cast: Cast
) -> None:
    assert come_in(guest, cast.budi.nip, given(as_("wati"), cast.budi.nip)) == "/pengenalan"
    pages = [guest.get(f"/pengenalan/{n}").text for n in (1, 2, 3)]
    assert "Hari kerja Anda" in pages[0] and "rupiah demi rupiah" in pages[1] and "Akun Anda" in pages[2]
    assert "Lewati" in pages[0] and "Mulai" in pages[2]
    assert guest.get("/pengenalan/4").status_code == 404
    guest.send("/keluar")
    guest.get("/masuk")
    form = {"nip": cast.budi.nip, "kata_sandi": PASSWORD, "ke": "/akun"}
    assert guest.send("/masuk", form).headers["Location"] == "/pengenalan"
    assert guest.send("/pengenalan/selesai").headers["Location"] == "/"
    guest.send("/keluar")
    guest.get("/masuk")
    assert guest.send("/masuk", form).headers["Location"] == "/akun"
    assert come_in(guest, cast.budi.nip, given(as_("wati"), cast.budi.nip)) == "/"


@pytest.mark.parametrize(
    ("name", "words"),
    [("siti", "Orang-orang Anda"), ("wati", "Unit kerja Anda"), ("hadi", "Menandatangani"), ("beni", "Membayar"),
     ("made", "Pegawai, kalender"), ("tuti", "Peraturan dan finalisasi"), ("rina", "Memeriksa"),
     ("dewi", "Mendampingi"), ("andi", "Menjaga kotak")],
)  # fmt: skip
def test_the_second_page_is_about_the_role(as_: Callable[[str], Browser], name: str, words: str) -> None:
    assert words in as_(name).get("/pengenalan/2").text


def test_a_code_ends_every_other_session_when_it_is_used(
    as_: Callable[[str], Browser], guest: Browser, cast: Cast
) -> None:
    budi = as_("budi")
    code = given(as_("wati"), cast.budi.nip)
    assert budi.get("/akun").status_code == 200
    come_in(guest, cast.budi.nip, code)
    assert budi.get("/akun").status_code == 303


def test_who_has_left_is_signed_out_and_does_not_come_back(
    as_: Callable[[str], Browser], guest: Browser, cast: Cast
) -> None:
    change(cast.budi.pengguna, PASSWORD, ADMIN)
    budi = as_("budi")
    assert budi.get("/akun").status_code == 200
    yesterday = TODAY - timedelta(days=1)
    Penempatan.update(sampai=yesterday, selesai=yesterday).where(Penempatan.pegawai == cast.budi.pegawai).execute()
    assert budi.get("/akun").headers["Location"].startswith("/masuk")
    assert Sesi.select().where((Sesi.pengguna == cast.budi.pengguna) & (Sesi.berakhir > NOW)).count() == 0
    answer = guest.send("/masuk", {"nip": cast.budi.nip, "kata_sandi": PASSWORD})
    assert answer.status_code == 422 and "Penempatan Anda sudah berakhir" in answer.text
    wrong = guest.send("/masuk", {"nip": cast.budi.nip, "kata_sandi": "salah sekali"})
    assert "berakhir" not in wrong.text
