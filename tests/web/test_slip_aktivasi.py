"""Activation slips: printed by the worker for those who never came in, taken once, and their codes open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from appliance import settings
from appliance.box import Box
from appliance.jobs import aktivasi
from appliance.models import Jejak, KodeAktivasi, Tugas
from appliance.models.jejak import Pelaku
from appliance.models.sandi import change
from tests.cast import NOW, PASSWORD, Cast
from tests.documents import reading
from tests.web.conftest import Browser

ADMIN = Pelaku(None, "administrator mesin", "uji", NOW)


@pytest.fixture
def wati(as_: Callable[[str], Browser], cast: Cast) -> Browser:
    change(cast.siti.pengguna, PASSWORD, ADMIN)  # has come in already
    return as_("wati")


def test_wati_prints_slips_for_her_office_takes_them_once_and_budi_comes_in(
    wati: Browser, guest: Browser, cast: Cast, own_folder: Path
) -> None:
    where = wati.send("/slip-aktivasi", {"opd": "dinkes"}).headers["Location"]
    assert KodeAktivasi.select().count() == 0  # codes are made when they are printed
    assert "every 2s" in wati.get(where).text
    box = Box(own_folder, settings.load())
    aktivasi.run(Tugas.get(), box)
    assert "Unduh slip" in wati.get(where).text
    paper = wati.send(where)
    assert paper.mimetype == "application/pdf" and paper.headers["Cache-Control"] == "no-store"
    assert list((own_folder / "aktivasi").iterdir()) == []
    (own_folder / "uji.pdf").write_bytes(paper.data)
    text = reading.text(own_folder / "uji.pdf")
    names = {"Hadi Santoso", "Budi Hartono", "Beni Saputra"}
    assert all(name in text for name in names) and "Siti" not in text and "Joko" not in text
    assert "http://localhost/aktivasi" in text and "diberikan oleh wati lestari" in text.lower()
    after = text[text.index("Budi Hartono") :]
    code = next(word for word in after.split() if len(word) == 11 and word[5] == "-" and word.isupper())
    form = {"nip": cast.budi.nip, "kode": code, "kata_sandi": PASSWORD, "ulangi": PASSWORD}
    assert guest.send("/aktivasi", form).status_code == 303
    again = wati.send(where)
    assert again.status_code == 303 and "sudah diunduh" in wati.get(where).text
    assert {j.aksi for j in Jejak.select()} >= {"kode aktivasi", "cetak slip aktivasi", "unduh slip aktivasi"}
    assert code.replace("-", "") not in "".join(f"{t.isi}{t.hasil}" for t in Tugas.select())


def test_a_task_that_is_run_again_prints_nothing_more(wati: Browser, own_folder: Path) -> None:
    wati.send("/slip-aktivasi", {"opd": "ipuh"})
    box = Box(own_folder, settings.load())
    aktivasi.run(Tugas.get(), box)
    many = KodeAktivasi.select().count()
    aktivasi.run(Tugas.get(), box)
    assert KodeAktivasi.select().count() == many == 1


def test_only_who_asked_takes_the_paper(wati: Browser, as_: Callable[[str], Browser], own_folder: Path) -> None:
    where = wati.send("/slip-aktivasi", {"opd": "ipuh"}).headers["Location"]
    aktivasi.run(Tugas.get(), Box(own_folder, settings.load()))
    made = as_("made")
    assert made.get(where).status_code == 404
    assert made.send(where).status_code == 404
    assert wati.send(where).status_code == 200


def test_a_paper_that_nobody_takes_is_gone_after_an_hour(
    wati: Browser, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wati.send("/slip-aktivasi", {"opd": "ipuh"})
    aktivasi.run(Tugas.get(), Box(own_folder, settings.load()))
    paper = aktivasi.paper(own_folder, Tugas.get())
    aktivasi.sweep(own_folder)
    assert paper.exists()
    monkeypatch.setattr(aktivasi, "KEPT", -1)
    aktivasi.sweep(own_folder)
    assert not paper.exists()


def test_another_office_is_not_there_and_nobody_left_prints_nothing(wati: Browser, cast: Cast) -> None:
    assert wati.send("/slip-aktivasi", {"opd": "dikbud"}).status_code == 404
    change(cast.nia.pengguna, PASSWORD, ADMIN)
    assert wati.send("/slip-aktivasi", {"opd": "ipuh"}).headers["Location"].startswith("/kode")
    assert Tugas.select().count() == 0
