"""The way of a report on Siti's phone: with a script, without one, and with the connection cut in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from appliance.models import BuktiDukung, Laporan, bukti_dukung, db
from appliance.models.schema import bind
from tests.browser.kotak import Kotak
from tests.browser.laporan_di_layar import WORK, form, kept, october


@pytest.fixture
def kotak(own_folder: Path, browser: Browser, pictures: Path) -> Iterator[Kotak]:
    with october(own_folder, browser, pictures) as box:
        yield box


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "rapat.png"
    Image.effect_noise((2400, 1800), 60).save(path, "PNG")
    return path


def test_a_report_with_a_photo_arrives_once_and_is_shown_as_text(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti")
    form(kotak, page)
    assert (page.input_value("[name=mulai]"), page.input_value("[name=selesai]")) == ("07:30", "09:30")
    page.set_input_files("[name=bukti]", photo)
    expect(page.locator("#pratinjau img")).to_be_visible()
    expect(page.locator("#keadaan")).to_contain_text("Tersimpan di HP")
    kotak.shot(page, "laporan-tulis")
    page.get_by_role("button", name="Kirim").dblclick()
    expect(page.locator("#pemberitahuan")).to_contain_text("Laporan terkirim 09.30, menunggu atasan.")
    expect(page.locator("main")).to_contain_text("terkirim Sen 19 Okt 2026 09.30")
    expect(page.locator(".lines")).to_have_text(WORK)
    expect(page.locator(".shots img")).to_have_js_property("naturalWidth", 1280)  # loads after the page
    kotak.shot(page, "laporan-hari")
    page.goto(f"{kotak.url}/laporan")
    kotak.shot(page, "laporan-bulan")
    page.goto(kotak.url)
    kotak.shot(page, "laporan-beranda")
    assert [one.uraian for one in kept(kotak)] == [WORK]
    with db.connection_context():
        only = BuktiDukung.get()
        with Image.open(BytesIO(bukti_dukung.path_of(only.hash, "jpg").read_bytes())) as small:
            assert small.size == (1280, 960)


def test_without_javascript_the_same_form_does_the_same(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti", javascript=False)
    form(kotak, page)
    page.set_input_files("[name=bukti]", photo)
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("main")).to_contain_text("Laporan terkirim 09.30")
    assert len(kept(kotak)) == 1


def test_with_the_connection_cut_it_waits_on_the_phone_and_goes_by_itself_once(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti")
    form(kotak, page)
    page.set_input_files("[name=bukti]", photo)
    expect(page.locator("#pratinjau img")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("#keadaan")).to_contain_text("Dikirim sendiri begitu tersambung")
    kotak.shot(page, "laporan-terputus")
    assert kept(kotak) == []
    page.close()  # the power goes too
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(f"{kotak.url}/laporan")
    expect(again.locator("#draf")).to_contain_text("terkirim 09.30")
    again.reload()
    expect(again.locator("#draf")).not_to_contain_text("Rapat")
    assert [one.uraian for one in kept(kotak)] == [WORK]


def test_an_answer_that_is_lost_makes_no_second_report(kotak: Kotak) -> None:
    page = kotak.page("siti")
    form(kotak, page)

    def lose(route: object) -> None:
        if route.request.method == "POST":  # type: ignore[attr-defined]
            route.fetch(max_redirects=0)  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/laporan", lose)
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("#keadaan")).to_contain_text("Dikirim sendiri begitu tersambung")
    assert len(kept(kotak)) == 1
    page.unroute("**/laporan")
    page.goto(f"{kotak.url}/laporan")
    expect(page.locator("#draf")).to_contain_text("terkirim 09.30")
    assert len(kept(kotak)) == 1


@pytest.mark.parametrize("code", [503, 507])
def test_a_server_that_is_crowded_or_full_makes_it_wait_on_the_phone_and_go_once(kotak: Kotak, code: int) -> None:
    page = kotak.page("siti")
    form(kotak, page)
    refused: list[str] = []

    def refuse(route: object) -> None:
        refused.append(route.request.method)  # type: ignore[attr-defined]
        route.fulfill(status=code, body="penuh", headers={"Retry-After": "9"})  # type: ignore[attr-defined]

    page.route("**/laporan", refuse)
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("#keadaan")).to_contain_text("Server sedang sibuk; dikirim sendiri sebentar lagi.")
    assert refused == ["POST"] and kept(kotak) == []
    page.unroute("**/laporan")
    page.evaluate("window.dispatchEvent(new Event('online'))")  # else half a minute later
    expect(page.locator("main")).to_contain_text("terkirim Sen 19 Okt 2026 09.30")
    assert [row.uraian for row in kept(kotak)] == [WORK]


def test_what_is_refused_is_said_beside_the_field_and_the_entry_is_kept(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti")
    form(kotak, page)
    page.set_input_files("[name=bukti]", photo)
    expect(page.locator("#pratinjau img")).to_be_visible()
    page.fill("[name=selesai]", "07:10")
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("#e-selesai")).to_contain_text("sesudah jam mulai")
    expect(page.locator("textarea[name=uraian]")).to_have_value(WORK)
    expect(page.locator("#pratinjau img")).to_be_visible()  # the photo was not lost either
    kotak.shot(page, "laporan-ditolak")
    page.fill("[name=selesai]", "09:00")
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("main")).to_contain_text("Laporan terkirim")
    with db.connection_context():
        assert BuktiDukung.select().count() == 1


def test_yesterdays_work_is_one_tap_and_sending_another(kotak: Kotak) -> None:
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        Laporan.create(pegawai=kotak.cast.siti.pegawai, tanggal="2026-10-16", mulai="08:00", selesai="10:00",
                       uraian="Verifikasi berkas", butir_skp="1", status="disetujui")  # fmt: skip
    page = kotak.page("siti")
    page.goto(f"{kotak.url}/laporan/baru")
    page.get_by_role("link", name="Verifikasi berkas").click()
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("main")).to_contain_text("Laporan terkirim")
    assert [(one.uraian, one.butir_skp) for one in kept(kotak)][1:] == [("Verifikasi berkas", "1")]
