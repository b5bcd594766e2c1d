"""A USB file from Wati's phone: shown, entered, taken back."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from appliance.jobs import attlog as jobs
from appliance.models import Impor, Karantina, Mesin, MesinOpd, Opd, Penempatan, Presensi, Tugas
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.kantor_isi import every_day, machine, punch

GOOD = "".join(f"  {17}\t2026-10-{day:02} 07:2{day % 10}:00\t1\t0\t1\t0\r\n" for day in range(5, 15))


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


@pytest.fixture
def mesin(cast: Cast) -> Mesin:
    Penempatan.update(pin_mesin="17").where(Penempatan.pegawai == cast.budi.pegawai).execute()
    return machine(cast.opd["dinkes"], "USB1", "flashdisk")


def upload(browser: Browser, text: str | bytes, name: str = "1_attlog.dat", sn: str = "USB1") -> tuple[int, str, str]:
    data = text.encode() if isinstance(text, str) else text
    answer = browser.send("/impor/baru", {"mesin": sn, "berkas": (io.BytesIO(data), name)})
    return answer.status_code, answer.headers.get("Location", ""), answer.text


def work(app: Flask) -> None:
    """What the worker would do with the tasks that wait."""
    for tugas in Tugas.select().where(Tugas.keadaan == "antre"):
        jobs.run(tugas, app.extensions["box"])


def test_the_file_is_shown_first_and_enters_when_wati_says_so(
    wati: Browser, app: Flask, cast: Cast, mesin: Mesin
) -> None:
    punch(mesin, "17", every_day(date(2026, 10, 5), 1, "07:25"), cast.budi.pegawai)
    text = GOOD + " 17\t2026-02-30 07:00:00\t1\t0\t1\t0\r\n 99\t2026-10-06 07:00:00\t1\t0\t1\t0\r\n"
    status, where, _ = upload(wati, text)
    assert status == 303
    page = wati.get(where).text
    numbers = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page))
    assert numbers["presensi baru"] == "10"
    assert numbers["sudah ada"] == "1"
    assert numbers["ditahan"] == "1"
    assert "2026-02-30" in page
    assert "<b>99</b>" in page
    assert Presensi.select().count() == 1
    entered = wati.send(where, {"sampai": "2026-10-16"})
    assert entered.status_code == 303
    assert "Sedang dikerjakan" in wati.get(entered.headers["Location"]).text
    work(app)
    assert "10 presensi baru masuk" in wati.get(entered.headers["Location"]).text
    assert Presensi.select().where(Presensi.pegawai == cast.budi.pegawai).count() == 10
    assert Karantina.select().count() == 1
    assert Mesin.get(Mesin.sn == "USB1").tercakup == date(2026, 10, 16)
    assert Opd.get(Opd.kode == "dinkes").data_sampai == date(2026, 10, 16)
    assert "1_attlog.dat" in wati.get("/impor").text


def test_a_second_tap_enters_it_once(wati: Browser, app: Flask, mesin: Mesin) -> None:
    _, where, _ = upload(wati, GOOD)
    first, second = (wati.send(where, {"sampai": "2026-10-16"}).headers["Location"] for _ in range(2))
    assert first == second
    work(app)
    work(app)
    assert Impor.select().count() == 1


def test_a_task_that_was_cut_off_and_runs_again_enters_nothing_twice(wati: Browser, app: Flask, mesin: Mesin) -> None:
    _, where, _ = upload(wati, GOOD)
    wati.send(where, {"sampai": "2026-10-16"})
    work(app)
    Tugas.update(keadaan="antre").execute()
    work(app)
    assert Impor.select().count() == 1
    assert Presensi.select().count() == 10


def test_taken_back_its_punches_are_gone(wati: Browser, app: Flask, cast: Cast, mesin: Mesin) -> None:
    _, where, _ = upload(wati, GOOD)
    wati.send(where, {"sampai": "2026-10-16"})
    work(app)
    path = f"/impor/{Impor.get().id}"
    assert "Tarik 10 presensi" in wati.get(path).text
    answer = wati.send(f"{path}/tarik")
    work(app)
    assert "Impor ditarik" in wati.get(answer.headers["Location"]).text
    assert Presensi.select().where(~Presensi.ditarik).count() == 0
    assert Impor.get().keadaan == "ditarik"
    assert wati.send(f"{path}/tarik").headers["Location"] == path


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\xff\xd8\xff\xe0" + b"\x00" * 400, "foto.jpg", ""),
        (b"nama;umur\nbudi;12\n", "daftar.csv", "tidak satu baris pun berisi presensi"),
        (b"", "kosong.dat", ""),
    ],
)
def test_what_is_no_log_is_refused_in_words_and_changes_nothing(
    wati: Browser, mesin: Mesin, data: bytes, name: str, said: str
) -> None:
    status, _, page = upload(wati, data, name)
    assert status == 422
    assert "Berkas" in page
    assert said.lower() in page.lower()
    assert Impor.select().count() == 0


def test_no_file_and_a_day_to_come_are_refused(wati: Browser, mesin: Mesin) -> None:
    assert "Pilih berkas" in wati.send("/impor/baru", {"mesin": "USB1"}).text
    _, where, _ = upload(wati, GOOD)
    answer = wati.send(where, {"sampai": "2026-10-25"})
    assert answer.status_code == 422
    assert "paling jauh hari ini" in answer.text


def test_a_file_whose_pins_are_strange_here_is_warned_of(wati: Browser, mesin: Mesin) -> None:
    _, where, _ = upload(wati, GOOD.replace("17\t", "71\t") + GOOD.replace("17\t", "72\t"))
    assert "pastikan berkas ini dari mesin yang dipilih" in wati.get(where).text


def test_a_machine_or_an_import_of_another_office_is_not_there(
    wati: Browser, app: Flask, as_: Callable[[str], Browser], cast: Cast, mesin: Mesin
) -> None:
    other = machine(cast.opd["dikbud"], "JAUH1", "flashdisk")
    assert upload(wati, GOOD, sn="JAUH1")[0] == 404
    made = as_("made")
    _, where, _ = upload(made, GOOD, sn="JAUH1")
    assert wati.get(where).status_code == 404
    task = made.send(where, {"sampai": "2026-10-16"}).headers["Location"]
    work(app)
    assert wati.get(task).status_code == 404
    path = f"/impor/{Impor.get(Impor.mesin == other).id}"
    assert wati.get(path).status_code == 404
    assert wati.send(f"{path}/tarik").status_code == 404
    assert wati.get(f"/impor/pratinjau/USB1/{'0' * 64}/x").status_code == 404
    assert MesinOpd.select().count() == 2
