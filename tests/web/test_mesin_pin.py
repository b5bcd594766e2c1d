"""Machines and PINs as Wati keeps them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from appliance.models import DirtyDay, Jejak, Karantina, Mesin, MesinOpd, Opd, Pembacaan, Pin, Presensi
from appliance.models.kunci import unseal
from appliance.web import mesin as web_mesin
from tests.cast import NOW, Cast
from tests.web.conftest import Browser
from tests.web.kantor_isi import every_day, machine, punch

NEW = {
    "sn": "bx12345",
    "jalur": "lan",
    "alamat": "192.168.1.201",
    "port": "4370",
    "kunci": "13579",
    "mulai": "2026-10-01",
}


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


def test_a_machine_is_added_and_its_key_is_never_shown(wati: Browser, cast: Cast) -> None:
    answer = wati.send("/mesin", NEW)
    assert answer.status_code == 303
    row = Mesin.get()
    assert (row.sn, row.opd.kode, row.alamat, row.port) == ("BX12345", "dinkes", "192.168.1.201", 4370)
    assert unseal(row.kunci) == "13579"
    assert MesinOpd.get().mulai == date(2026, 10, 1)
    pages = [wati.get(path).text for path in ("/mesin", "/mesin/BX12345", "/mesin/BX12345/ubah")]
    assert all("13579" not in page and row.kunci not in page for page in pages)
    assert "13579" not in "".join(str(j.sesudah) for j in Jejak.select())
    assert "belum pernah dibaca" in pages[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"alamat": "mesin.kantor"}, "Alamat IP mesin wajib diisi"),
        ({"port": "70000"}, "Port adalah angka"),
        ({"kunci": "abc"}, "Kunci komunikasi terdiri atas angka"),
        ({"sn": "a b"}, "Nomor seri terdiri atas"),
        ({"mulai": ""}, "Dipakai sejak wajib diisi."),
    ],
)
def test_wrong_settings_are_refused_in_words(wati: Browser, change: dict[str, str], said: str) -> None:
    answer = wati.send("/mesin", {**NEW, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert "13579" not in answer.text
    assert Mesin.select().count() == 0


def test_a_serial_known_elsewhere_is_refused_without_saying_where(wati: Browser, cast: Cast) -> None:
    machine(cast.opd["dikbud"], "BX12345")
    answer = wati.send("/mesin", NEW)
    assert answer.status_code == 422
    assert "sudah terdaftar di unit kerja lain" in answer.text


def test_an_empty_key_keeps_the_old_one(wati: Browser, cast: Cast) -> None:
    wati.send("/mesin", NEW)
    assert wati.send("/mesin/BX12345/ubah", {**NEW, "alamat": "192.168.1.9", "kunci": ""}).status_code == 303
    row = Mesin.get()
    assert (row.alamat, unseal(row.kunci)) == ("192.168.1.9", "13579")


def test_a_retired_machine_no_longer_holds_its_office_back(wati: Browser, cast: Cast) -> None:
    machine(cast.opd["dinkes"], "TUA1", until=date(2026, 10, 9))
    machine(cast.opd["dinkes"], "BARU1", until=date(2026, 10, 18))
    assert wati.send("/mesin/TUA1/akhiri", {"terakhir": "2026-10-09"}).status_code == 303
    assert Opd.get(Opd.kode == "dinkes").data_sampai == date(2026, 10, 18)
    again = wati.send("/mesin/TUA1/akhiri", {"terakhir": "2026-10-10"})
    assert again.status_code == 422
    assert "sudah tidak dipakai" in again.text


def test_reading_now_shows_the_way_and_then_the_result(
    wati: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesin, asked = machine(cast.opd["dinkes"]), []
    monkeypatch.setattr(web_mesin, "read_later", asked.append)
    answer = wati.send("/mesin/A1/baca")
    assert asked == [mesin.id]
    waiting = wati.get(answer.headers["Location"])
    assert "Sedang dikerjakan" in waiting.text
    assert 'hx-trigger="every 2s"' in waiting.text
    Pembacaan.create(mesin=mesin, jalur="lan", mulai=NOW, selesai=NOW, keadaan="tak_terjangkau",
                     pesan="Mesin tidak terjangkau; periksa listrik, kabel dan alamatnya.")  # fmt: skip
    done = wati.get(answer.headers["Location"], headers={"HX-Request": "true"})
    assert "periksa listrik" in done.text
    assert "every 2s" not in done.text
    assert "<html" not in done.text


def test_an_unknown_pin_is_given_and_its_punches_find_their_owner(wati: Browser, cast: Cast) -> None:
    mesin = machine(cast.opd["dinkes"])
    punch(mesin, "17", every_day(date(2026, 10, 5), 5))
    page = wati.get("/pin").text
    assert "Sen 5 Okt 2026 07.20" in page
    assert wati.get("/pin/A1/17").status_code == 200
    answer = wati.send("/pin/A1/17", {"nip": cast.budi.nip, "mulai": "2026-10-06"})
    assert answer.status_code == 303
    assert Presensi.select().where(Presensi.pegawai == cast.budi.pegawai).count() == 4
    assert {row.tanggal.day for row in DirtyDay.select().where(DirtyDay.pegawai == cast.budi.pegawai)} == {6, 7, 8, 9}
    assert "4 presensi mendapat pemiliknya" in wati.get("/pin").text
    assert Pin.get().mulai == date(2026, 10, 6)
    assert wati.send("/pin/A1/17", {"nip": cast.budi.nip, "mulai": "2026-10-06"}).status_code == 303
    assert Pin.select().count() == 1


def test_a_pin_held_by_another_is_refused_naming_her(wati: Browser, cast: Cast) -> None:
    punch(machine(cast.opd["dinkes"]), "17", every_day(date(2026, 10, 5), 5))
    wati.send("/pin/A1/17", {"nip": cast.siti.nip, "mulai": "2026-10-05"})
    answer = wati.send("/pin/A1/17", {"nip": cast.budi.nip, "mulai": "2026-10-08"})
    assert answer.status_code == 422
    assert "PIN 17 dipegang Siti Rahmawati sejak 05-10-2026" in answer.text
    row = Pin.get()
    assert wati.send(f"/pin/terdaftar/{row.id}/akhiri", {"selesai": "2026-10-07"}).status_code == 303
    assert wati.send("/pin/A1/17", {"nip": cast.budi.nip, "mulai": "2026-10-08"}).status_code == 303
    owners = {p.waktu.day: p.pegawai.nip for p in Presensi.select()}
    assert owners == {5: cast.siti.nip, 6: cast.siti.nip, 7: cast.siti.nip, 8: cast.budi.nip, 9: cast.budi.nip}


def test_a_mapping_taken_back_leaves_the_punches_without_owner(wati: Browser, cast: Cast) -> None:
    punch(machine(cast.opd["dinkes"]), "17", every_day(date(2026, 10, 5), 5))
    wati.send("/pin/A1/17", {"nip": cast.siti.nip, "mulai": "2026-10-05"})
    assert wati.send(f"/pin/terdaftar/{Pin.get().id}/tarik").status_code == 303
    assert Presensi.select().where(Presensi.pegawai.is_null()).count() == 5


def test_what_was_held_back_is_listed_with_its_reason(wati: Browser, cast: Cast) -> None:
    mesin = machine(cast.opd["dinkes"])
    reading = Pembacaan.create(mesin=mesin, jalur="flashdisk", mulai=NOW, keadaan="selesai")
    Karantina.create(
        mesin=mesin, pembacaan=reading, nomor=7, mentah="17 2026-02-30 07:00:00", alasan="30 Februari", hash="x"
    )
    page = wati.get("/pin/karantina").text
    assert "17 2026-02-30 07:00:00" in page
    assert "30 Februari" in page


def test_machines_and_pins_of_another_office_are_not_there(wati: Browser, cast: Cast) -> None:
    other = machine(cast.opd["dikbud"], "B1")
    punch(other, "9", [datetime(2026, 10, 5, 7)])
    mine = Pin.create(mesin=other, pin="9", pegawai=cast.joko.pegawai, mulai=date(2026, 10, 1))
    for path in ("/mesin/B1", "/mesin/B1/ubah", "/pin/B1/9", f"/pin/terdaftar/{mine.id}", "/pin?opd=dikbud"):
        assert wati.get(path).status_code == 404, path
    for path in ("/mesin/B1/baca", "/mesin/B1/akhiri", "/pin/B1/9", f"/pin/terdaftar/{mine.id}/tarik"):
        assert wati.send(path).status_code == 404, path


def test_a_person_of_another_office_gets_no_pin_here(wati: Browser, cast: Cast) -> None:
    punch(machine(cast.opd["dinkes"]), "17", every_day(date(2026, 10, 5), 5))
    assert wati.send("/pin/A1/17", {"nip": cast.joko.nip, "mulai": "2026-10-05"}).status_code == 404
    assert wati.send("/pin/A1/99", {"nip": cast.budi.nip, "mulai": "2026-10-05"}).status_code == 404
