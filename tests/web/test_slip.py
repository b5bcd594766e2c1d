"""The slip: printed on demand by the worker, kept, and only one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from appliance.models import Dokumen, Penutupan, Tugas
from appliance.models.tugas import finish
from tests.cast import NOW, Cast
from tests.oktober import live
from tests.web.conftest import Browser
from tests.web.test_tpp import lock

SLIP = "/tpp/2026-10/slip"


@pytest.fixture(autouse=True)
def locked(cast: Cast) -> Cast:
    live(cast)
    lock(cast)
    return cast


def test_asking_twice_prints_once_and_shows_that_it_is_under_way(as_: Callable[[str], Browser]) -> None:
    siti = as_("siti")
    assert 'action="/tpp/2026-10/slip"' in siti.get("/tpp/2026-10").text
    assert siti.send(SLIP).headers["Location"] == SLIP
    assert siti.send(SLIP).headers["Location"] == SLIP
    assert Tugas.select().where(Tugas.jenis == "dokumen").count() == 1
    page = siti.get(SLIP).text
    assert "sedang dicetak" in page
    assert 'http-equiv="refresh"' in page


def test_a_printed_slip_opens_at_once(cast: Cast, as_: Callable[[str], Browser], own_folder: Path) -> None:
    (own_folder / "dokumen" / "slip.pdf").write_bytes(b"%PDF-1.7 slip")
    Dokumen.create(
        penutupan=Penutupan.get(),
        jenis="slip",
        pegawai=cast.siti.pegawai,
        berkas="dokumen/slip.pdf",
        hash="",
        dibuat=NOW,
    )
    siti = as_("siti")
    assert siti.send(SLIP).headers["Location"] == f"{SLIP}.pdf"
    paper = siti.get(f"{SLIP}.pdf")
    assert (paper.data, paper.mimetype) == (b"%PDF-1.7 slip", "application/pdf")
    assert paper.headers["Cache-Control"] == "no-store"


def test_a_slip_that_could_not_be_printed_says_why_and_can_be_asked_again(as_: Callable[[str], Browser]) -> None:
    siti = as_("siti")
    siti.send(SLIP)
    finish(Tugas.get(), {}, NOW, failed="Cetakan terlalu lama.")
    page = siti.get(SLIP).text
    assert "Cetakan terlalu lama." in page
    assert "Cetak lagi" in page
    siti.send(SLIP)
    assert "sedang dicetak" in siti.get(SLIP).text


def test_a_month_that_is_not_locked_for_this_person_has_no_slip(as_: Callable[[str], Browser]) -> None:
    assert as_("budi").get(SLIP).status_code == 404
    assert as_("siti").get("/tpp/2026-09/slip.pdf").status_code == 404


def test_htmx_gets_the_one_element(as_: Callable[[str], Browser]) -> None:
    siti = as_("siti")
    siti.send(SLIP)
    part = siti.get(SLIP, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<section")
    assert "<html" not in part
