"""Siti's inbox on her phone: who waits, a person's days, the evidence in its place, approving and returning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from appliance.models import Laporan, Persetujuan, db
from appliance.models.bukti_dukung import attach
from appliance.models.schema import bind
from tests.browser.kotak import Kotak
from tests.browser.laporan_di_layar import october
from tests.cast import Cast
from tests.oktober import ADMIN

NOTE = "Sebutkan nomor suratnya."


def waiting(cast: Cast) -> None:
    """Four reports of Budi on three days, one with a photo; one of Wati."""
    photo = BytesIO()
    Image.effect_noise((640, 480), 60).save(photo, "JPEG")
    for name, day, hour in (("budi", 13, 8), ("budi", 14, 8), ("budi", 15, 8), ("budi", 15, 10), ("wati", 15, 8)):
        when = date(2026, 10, day)
        row = Laporan.create(
            pegawai=cast.people[name].pegawai, tanggal=when, mulai=time(hour), selesai=time(hour + 2),
            uraian=f"Menyusun rekap {day} pukul {hour}", dikirim=datetime.combine(when, time(15)),
        )  # fmt: skip
        if (day, hour) == (14, 8):
            attach(row, "rapat.jpg", "jpg", photo.getvalue(), ADMIN)


@pytest.fixture
def kotak(own_folder: Path, browser: Browser, pictures: Path) -> Iterator[Kotak]:
    with october(own_folder, browser, pictures, waiting) as box:
        yield box


def decided(kotak: Kotak, name: str) -> dict[str, int]:
    """How many reports of this person stand in each state."""
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        rows = [row.status for row in Laporan.select().where(Laporan.pegawai == kotak.cast.people[name].pegawai)]
    return {status: rows.count(status) for status in sorted(set(rows))}


def to_budi(kotak: Kotak, page: Page) -> None:
    """From Beranda: one tap to the inbox, one to Budi."""
    page.goto(kotak.url)
    inbox = page.get_by_role("link", name="Persetujuan 5 menunggu")
    inbox.first.click()
    expect(page.locator("main")).to_contain_text("4 laporan, sejak Sel 13 Okt 2026")
    kotak.shot(page, "persetujuan")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Budi Hartono").click()
    expect(page.locator("main")).to_contain_text("4 laporan menunggu")


def open_evidence(page: Page) -> None:
    page.get_by_text("rapat.jpg").click()
    photo = page.get_by_alt_text("Bukti dukung rapat.jpg")
    expect(photo).to_be_visible()
    page.wait_for_function("document.querySelector('img.evidence').naturalWidth === 640")


def return_last(page: Page) -> None:
    page.get_by_text("Kembalikan", exact=True).click()
    page.get_by_label("Apa yang perlu diperbaiki").fill(NOTE)
    page.get_by_role("button", name="Kembalikan dengan catatan").click()
    expect(page.locator("#pemberitahuan")).to_contain_text("yang menulis melihat catatan Anda")


@pytest.mark.parametrize("javascript", [True, False])
def test_siti_opens_approves_one_approves_the_chosen_and_returns_the_last(kotak: Kotak, javascript: bool) -> None:
    page = kotak.page("siti", javascript=javascript)
    to_budi(kotak, page)
    if javascript:
        page.evaluate("window.stays = true")
        open_evidence(page)
    kotak.shot(page, f"persetujuan-orang{'' if javascript else '-tanpa-js'}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Setujui laporan 10.00").click()
    expect(page.locator("#pemberitahuan")).to_contain_text("1 laporan disetujui.")
    expect(page.locator("main")).to_contain_text("3 laporan menunggu")
    expect(page.locator("nav")).to_contain_text("4 menunggu")
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check(force=True)
    page.get_by_role("button", name="Setujui yang dicentang").click()
    expect(page.locator("#pemberitahuan")).to_contain_text("2 laporan disetujui.")
    expect(page.locator("main")).to_contain_text("1 laporan menunggu")
    if javascript:
        return_last(page)
        assert page.evaluate("window.stays") is True  # nothing of this opened a page anew
    else:
        page.locator("details", has_text="Apa yang perlu").locator("summary").click()
        return_last_plainly(page)
    assert decided(kotak, "budi") == {"dikembalikan": 1, "disetujui": 3}
    assert decided(kotak, "wati") == {"menunggu": 1}
    budi_sees_it_at_once(kotak)


def return_last_plainly(page: Page) -> None:
    page.get_by_label("Apa yang perlu diperbaiki").fill(NOTE)
    page.get_by_role("button", name="Kembalikan dengan catatan").click()
    expect(page.locator("#pemberitahuan")).to_contain_text("yang menulis melihat catatan Anda")


def budi_sees_it_at_once(kotak: Kotak) -> None:
    budi = kotak.page("budi")
    budi.goto(kotak.url)
    expect(budi.locator("main")).to_contain_text("1 laporan dikembalikan atasan")
    kotak.shot(budi, "beranda-dikembalikan")
    budi.get_by_role("link", name="Lihat catatannya").click()
    expect(budi.locator("#dikembalikan")).to_contain_text(NOTE)
    budi.locator("#dikembalikan").get_by_role("link", name="Tulis ulang").click()
    expect(budi.locator("main")).to_contain_text(NOTE)


def test_a_whole_persons_reports_are_asked_for_once_and_a_no_decides_nothing(kotak: Kotak) -> None:
    page = kotak.page("siti")
    page.goto(f"{kotak.url}/persetujuan/{kotak.cast.budi.nip}")
    every = page.get_by_role("button", name="Setujui semua (4)")
    page.evaluate("window.confirm = () => false")
    every.click()
    page.wait_for_timeout(300)
    assert decided(kotak, "budi") == {"menunggu": 4}
    page.evaluate("window.confirm = () => true")
    every.click()
    expect(page).to_have_url(f"{kotak.url}/persetujuan")
    expect(page.locator("#pemberitahuan")).to_contain_text("4 laporan disetujui.")
    with db.connection_context():
        assert Persetujuan.select().count() == 4
    assert decided(kotak, "budi") == {"disetujui": 4}


def test_a_whole_persons_reports_without_a_script(kotak: Kotak) -> None:
    page = kotak.page("siti", javascript=False)
    page.goto(f"{kotak.url}/persetujuan/{kotak.cast.budi.nip}")
    page.get_by_role("button", name="Setujui semua (4)").click()
    expect(page.locator("#pemberitahuan")).to_contain_text("4 laporan disetujui.")
    assert decided(kotak, "budi") == {"disetujui": 4}
