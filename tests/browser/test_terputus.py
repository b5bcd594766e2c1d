"""The connection or the power goes in the middle of writing, and how few taps a usual entry takes."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from appliance.models import BuktiDukung, Laporan, db, sesi
from appliance.models.schema import bind
from appliance.web.session import COOKIE
from tests.browser.kotak import Kotak
from tests.browser.laporan_di_layar import WORK, form, kept, october
from tests.exchange.test_bukti_dukung import photo as jpeg

COUNT = """() => {
  const more = () => sessionStorage.setItem("taps", 1 + Number(sessionStorage.getItem("taps") || 0));
  addEventListener("pointerdown", more, true);
  addEventListener("keydown", (event) => { if (event.target.name !== "uraian") more(); }, true);
}"""


@pytest.fixture
def kotak(own_folder: Path, browser: Browser, pictures: Path) -> Iterator[Kotak]:
    with october(own_folder, browser, pictures) as box:
        yield box


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "rapat.jpg"
    path.write_bytes(jpeg())
    return path


def test_what_was_half_written_is_there_again_after_the_power_and_sent_once(kotak: Kotak, picture: Path) -> None:
    page = kotak.page("siti")
    form(kotak, page)
    page.set_input_files("[name=bukti]", picture)
    expect(page.locator("#pratinjau img")).to_be_visible()
    page.fill("[name=volume]", "2")
    page.context.set_offline(True)
    page.close()  # nothing was tapped yet
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(f"{kotak.url}/laporan")
    expect(again.locator("#draf")).to_contain_text("belum dikirim")
    assert kept(kotak) == []
    again.locator("#draf a").click()
    expect(again.locator("textarea[name=uraian]")).to_have_value(WORK)
    expect(again.locator("[name=volume]")).to_have_value("2")
    expect(again.locator("#pratinjau img")).to_be_visible()
    expect(again.locator("#keadaan")).to_contain_text("Draf dari HP ini")
    again.get_by_role("button", name="Kirim").click()
    expect(again.locator("#pemberitahuan")).to_contain_text("Laporan terkirim 09.30")
    again.goto(f"{kotak.url}/laporan")
    expect(again.locator("#draf")).not_to_contain_text("Rapat")
    assert [one.uraian for one in kept(kotak)] == [WORK]
    with db.connection_context():
        assert BuktiDukung.select().count() == 1


def test_a_body_cut_in_the_middle_leaves_no_report_and_no_file(kotak: Kotak) -> None:
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        token = sesi.begin(kotak.cast.siti.pengguna.id, kotak.day)
    head = (
        f"POST /laporan HTTP/1.1\r\nHost: 127.0.0.1:{kotak.port}\r\nCookie: {COOKIE}={token}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 200000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="uraian"\r\n\r\nRapat\r\n'
        '--x\r\nContent-Disposition: form-data; name="bukti"; filename="a.jpg"\r\n\r\n'
    ).encode()
    for _ in range(8):  # twice as many as the server has threads
        with socket.create_connection(("127.0.0.1", kotak.port)) as line:
            line.sendall(head + jpeg()[:2000])
    line = http.client.HTTPConnection("127.0.0.1", kotak.port, timeout=10)
    line.request("GET", "/laporan", headers={"Cookie": f"{COOKIE}={token}"})
    assert line.getresponse().status == 200
    assert kept(kotak) == []
    assert [path for path in (kotak.data / "bukti").rglob("*") if path.is_file()] == []


def counted(kotak: Kotak) -> Page:
    """Siti's phone, whose taps and keys are counted, those of the description excepted."""
    page = kotak.page("siti")
    page.context.add_init_script(f"({COUNT})()")
    page.goto(kotak.url)
    return page


def taps(page: Page) -> int:
    expect(page.locator("#pemberitahuan")).to_contain_text("Laporan terkirim")
    return int(page.evaluate("sessionStorage.getItem('taps')"))


def test_a_usual_entry_takes_at_most_six_taps_beyond_its_description(kotak: Kotak) -> None:
    page = counted(kotak)
    page.get_by_role("link", name="Tulis laporan").first.click()
    page.locator("[name=uraian]").click()
    page.keyboard.type("Menyusun rencana kerja")
    page.locator("[name=volume]").click()
    page.keyboard.type("2")
    page.get_by_role("button", name="Kirim").click()
    assert taps(page) <= 6
    (row,) = kept(kotak)
    assert (row.butir_skp, row.volume, f"{row.mulai:%H:%M}", f"{row.selesai:%H:%M}") == ("1", 2, "07:30", "09:30")


def test_yesterdays_work_again_takes_three(kotak: Kotak) -> None:
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        Laporan.create(pegawai=kotak.cast.siti.pegawai, tanggal="2026-10-16", mulai="08:00", selesai="10:00",
                       uraian="Verifikasi berkas", butir_skp="1", status="disetujui")  # fmt: skip
    page = counted(kotak)
    page.get_by_role("link", name="Tulis laporan").first.click()
    page.get_by_role("link", name="Verifikasi berkas").click()
    page.get_by_role("button", name="Kirim").click()
    assert taps(page) == 3
