"""Corrections: asked by Wati, decided by Hadi or Siti, never by those they are about or who asked."""

from collections.abc import Callable
from datetime import time

import pytest

from appliance.models import DirtyDay, Jejak, Koreksi, Peran, PutusanKoreksi
from tests.cast import SINCE, Cast
from tests.web.conftest import Browser
from tests.web.kantor_isi import allow_two_corrections

FORM = {"tanggal": "2026-10-06", "masuk": "07:25", "pulang": "", "alasan": "sidik jari terluka", "nomor_surat": "800/5"}


@pytest.fixture(autouse=True)
def _decree(cast: Cast) -> None:
    allow_two_corrections()


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


def ask(browser: Browser, cast: Cast, who: str = "budi", **change: str) -> int:
    return browser.send("/koreksi", {**FORM, "nip": cast.people[who].nip, **change}).status_code


def test_what_wati_asks_waits_until_siti_agrees(wati: Browser, as_: Callable[[str], Browser], cast: Cast) -> None:
    assert ask(wati, cast) == 303
    row = Koreksi.get()
    assert (row.masuk, row.pulang, row.pengaju.id) == (time(7, 25), None, cast.wati.pengguna.id)
    assert DirtyDay.select().count() == 0
    siti = as_("siti")
    assert "Budi Hartono" in siti.get("/koreksi/menunggu").text
    assert "Putusan Anda" in siti.get(f"/koreksi/{row.id}").text
    assert siti.send(f"/koreksi/{row.id}/putusan", {"setuju": "ya"}).status_code == 303
    assert PutusanKoreksi.get().setuju == "ya"
    assert DirtyDay.get().tanggal.isoformat() == "2026-10-06"
    assert Jejak.select().where(Jejak.aksi == "putus").get().pelaku == "Siti Rahmawati"
    assert "disetujui" in wati.get("/koreksi").text
    assert "Budi Hartono" not in siti.get("/koreksi/menunggu").text


def test_the_kepala_may_decide_for_everybody_of_the_office(
    wati: Browser, as_: Callable[[str], Browser], cast: Cast
) -> None:
    ask(wati, cast)
    hadi = as_("hadi")
    assert "Budi Hartono" in hadi.get("/koreksi/menunggu").text
    without_reason = hadi.send(f"/koreksi/{Koreksi.get().id}/putusan", {"setuju": "tidak"})
    assert without_reason.status_code == 422
    assert "Tulis alasan" in without_reason.text
    answer = hadi.send(f"/koreksi/{Koreksi.get().id}/putusan", {"setuju": "tidak", "catatan": "tidak ada di kantor"})
    assert answer.status_code == 303
    assert DirtyDay.select().count() == 0
    again = hadi.send(f"/koreksi/{Koreksi.get().id}/putusan", {"setuju": "ya"})
    assert again.status_code == 422
    assert "sudah diputus" in again.text


def test_nobody_decides_for_himself(wati: Browser, as_: Callable[[str], Browser], cast: Cast) -> None:
    ask(wati, cast, "hadi")
    hadi = as_("hadi")
    row = Koreksi.get()
    assert "Tidak ada yang menunggu" in hadi.get("/koreksi/menunggu").text
    assert "Putusan Anda" not in hadi.get(f"/koreksi/{row.id}").text
    answer = hadi.send(f"/koreksi/{row.id}/putusan", {"setuju": "ya"})
    assert answer.status_code == 422
    assert "untuk diri sendiri" in answer.text
    assert PutusanKoreksi.select().count() == 0


def test_who_asked_does_not_decide_though_also_kepala(wati: Browser, cast: Cast) -> None:
    Peran.create(pengguna=cast.wati.pengguna, peran="kepala", opd=cast.opd["dinkes"], mulai=SINCE)
    ask(wati, cast)
    answer = wati.send(f"/koreksi/{Koreksi.get().id}/putusan", {"setuju": "ya"})
    assert answer.status_code == 422
    assert "bukan yang mengajukannya" in answer.text


def test_who_does_not_stand_above_budi_cannot_decide(wati: Browser, as_: Callable[[str], Browser], cast: Cast) -> None:
    ask(wati, cast)
    path = f"/koreksi/{Koreksi.get().id}"
    assert as_("joko").get(path).status_code == 404
    assert as_("beni").send(f"{path}/putusan", {"setuju": "ya"}).status_code == 404
    assert as_("budi").send(f"{path}/putusan", {"setuju": "ya"}).status_code == 422
    assert as_("rina").send(f"{path}/putusan", {"setuju": "ya"}).status_code == 404
    assert PutusanKoreksi.select().count() == 0


def test_the_decrees_limit_is_shown_and_holds(wati: Browser, cast: Cast) -> None:
    assert ask(wati, cast) == 303
    assert ask(wati, cast, tanggal="2026-10-07") == 303
    page = wati.get(f"/koreksi/baru?bulan=2026-10&nip={cast.budi.nip}").text
    assert "terpakai 2 dari 2" in page
    assert "Pasal 9" in page
    answer = wati.send("/koreksi", {**FORM, "nip": cast.budi.nip, "tanggal": "2026-10-08"})
    assert answer.status_code == 422
    assert "sudah terpakai 2 dari 2 (Pasal 9 Peraturan uji)" in answer.text
    assert ask(wati, cast, "siti", tanggal="2026-10-08") == 303


def test_one_not_agreed_to_makes_room(wati: Browser, as_: Callable[[str], Browser], cast: Cast) -> None:
    ask(wati, cast)
    as_("siti").send(f"/koreksi/{Koreksi.get().id}/putusan", {"setuju": "tidak", "catatan": "keliru jam"})
    assert ask(wati, cast, masuk="07:40") == 303
    assert Koreksi.get().masuk == time(7, 40)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"masuk": ""}, "Isi jam masuk, jam pulang, atau keduanya."),
        ({"tanggal": "2026-10-20"}, "belum tiba"),
        ({"masuk": "7 pagi"}, "bukan jam yang ada"),
        ({"nomor_surat": ""}, "Nomor surat wajib diisi."),
    ],
)
def test_a_wrong_form_comes_back_as_typed(wati: Browser, cast: Cast, change: dict[str, str], said: str) -> None:
    answer = wati.send("/koreksi", {**FORM, "nip": cast.budi.nip, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="sidik jari terluka"' in answer.text


def test_a_second_one_of_a_day_is_refused_and_the_same_one_is_not(wati: Browser, cast: Cast) -> None:
    assert ask(wati, cast) == 303
    assert ask(wati, cast) == 303
    assert ask(wati, cast, masuk="07:00") == 422
    assert Koreksi.select().count() == 1


def test_a_waiting_one_is_taken_back_a_decided_one_is_not(
    wati: Browser, as_: Callable[[str], Browser], cast: Cast
) -> None:
    ask(wati, cast)
    assert wati.send(f"/koreksi/{Koreksi.get().id}/tarik").status_code == 303
    ask(wati, cast)
    as_("siti").send(f"/koreksi/{Koreksi.get().id}/putusan", {"setuju": "ya"})
    assert wati.send(f"/koreksi/{Koreksi.get().id}/tarik").status_code == 422


def test_joko_of_another_office_is_not_found(wati: Browser, cast: Cast) -> None:
    assert ask(wati, cast, "joko") == 404
