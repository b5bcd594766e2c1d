"""A phone that has no room for the photos, and files that are too large to travel: nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from appliance.models import BuktiDukung, Laporan, bukti_dukung, db
from appliance.models.schema import bind
from tests.browser.kotak import Kotak, running
from tests.cast import NOW, build
from tests.oktober import live

WORK = "Meninjau gudang obat"
FULL = """
const real = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (value.length > 20000) throw new DOMException("full", "QuotaExceededError");
  real.call(this, key, value);
};
"""


@pytest.fixture
def kotak(own_folder: Path, browser: Browser, pictures: Path) -> Iterator[Kotak]:
    cast = build(own_folder)
    bukti_dukung.bind(own_folder / "bukti")
    live(cast)
    db.close()
    with running(Kotak(own_folder, NOW, cast, browser, pictures)) as box:
        yield box


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "gudang.png"
    Image.effect_noise((1300, 900), 60).save(path, "PNG")
    return path


def kept(kotak: Kotak) -> tuple[int, int]:
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        return Laporan.select().count(), BuktiDukung.select().count()


def test_a_photo_for_which_the_phone_has_no_room_travels_all_the_same(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti")
    page.add_init_script(FULL)
    page.goto(f"{kotak.url}/laporan/baru")
    page.fill("textarea[name=uraian]", WORK)
    page.set_input_files("[name=bukti]", photo)
    expect(page.locator("#keadaan")).to_contain_text("bukti dukung belum: tempat di HP penuh")
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("main")).to_contain_text("Laporan terkirim")
    assert kept(kotak) == (1, 1)


def test_what_lost_its_photo_with_the_power_does_not_go_by_itself(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti")
    page.add_init_script(FULL)
    page.goto(f"{kotak.url}/laporan/baru")
    page.fill("textarea[name=uraian]", WORK)
    page.set_input_files("[name=bukti]", photo)
    expect(page.locator("#pratinjau img")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("#keadaan")).to_contain_text("Dikirim sendiri begitu tersambung")
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(f"{kotak.url}/laporan")
    expect(again.locator("#draf")).to_contain_text("belum dikirim")
    assert kept(kotak) == (0, 0)


def test_a_file_too_large_to_travel_is_named_and_the_entry_stays(kotak: Kotak, tmp_path: Path) -> None:
    huge = tmp_path / "buku.pdf"
    huge.write_bytes(b"%PDF-1.4\n" + bytes(3 * 1024 * 1024))
    page = kotak.page("siti")
    page.goto(f"{kotak.url}/laporan/baru")
    page.fill("textarea[name=uraian]", WORK)
    page.set_input_files("[name=bukti]", huge)
    expect(page.locator("#keadaan")).to_contain_text("buku.pdf lebih besar dari 2 MB")
    assert page.locator("[name=bukti]").evaluate("field => field.files.length") == 0
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("main")).to_contain_text("Laporan terkirim")
    assert kept(kotak) == (1, 0)


def test_what_the_server_finds_too_large_does_not_wait_for_a_better_signal(kotak: Kotak, photo: Path) -> None:
    page = kotak.page("siti")
    page.goto(f"{kotak.url}/laporan/baru")
    page.fill("textarea[name=uraian]", WORK)
    page.set_input_files("[name=bukti]", photo)
    expect(page.locator("#pratinjau img")).to_be_visible()
    page.route("**/laporan", lambda route: route.fulfill(status=413))
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("#keadaan")).to_contain_text("Bukti dukung terlalu besar")
    expect(page.locator("textarea[name=uraian]")).to_have_value(WORK)
    page.unroute("**/laporan")
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("main")).to_contain_text("Laporan terkirim")
    assert kept(kotak) == (1, 1)
