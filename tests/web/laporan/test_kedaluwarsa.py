"""A form that stood open too long: nothing is stored, and what was typed is shown once more."""

from __future__ import annotations

from collections.abc import Callable

from appliance.models import Laporan, sesi
from appliance.web import csrf
from tests.cast import NOW, Cast
from tests.web.conftest import Browser
from tests.web.laporan.conftest import fields

WORK = "Rapat panjang <b>tentang</b> gudang"


def test_an_old_token_loses_nobody_his_words(siti: Browser) -> None:
    answer = siti.post("/laporan", data={**fields(uraian=WORK), csrf.FIELD: "0" * 64})
    assert answer.status_code == 400
    assert "sudah kedaluwarsa" in answer.text
    assert "Rapat panjang &lt;b&gt;tentang&lt;/b&gt; gudang</textarea>" in answer.text
    assert not Laporan.select().exists()


def test_nor_does_a_session_that_ended_meanwhile(siti: Browser, october: Cast) -> None:
    sesi.end(october.siti.pengguna.id, NOW)
    answer = siti.send("/laporan", fields(uraian=WORK))
    assert answer.status_code == 400
    assert "sudah berakhir" in answer.text
    assert "gudang</textarea>" in answer.text
    assert not Laporan.select().exists()


def test_who_never_signed_in_is_sent_to_do_so(guest: Browser, october: Cast) -> None:
    answer = guest.send("/laporan", fields(uraian=WORK))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/masuk")


def test_the_superiors_note_is_kept_too(as_: Callable[[str], Browser], october: Cast) -> None:
    hadi = as_("hadi")
    path = f"/persetujuan/{october.siti.nip}/1/kembalikan"
    answer = hadi.post(path, data={"catatan": "Sebutkan nomor suratnya", csrf.FIELD: "x"})
    assert (answer.status_code, "Sebutkan nomor suratnya</textarea>" in answer.text) == (400, True)
