"""October at Dinas Kesehatan, on the screens of those who work on it: from the machine to the slip in Siti's hand."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from appliance.models import Penutupan, Presensi, db
from appliance.models.schema import bind
from tests.browser.conftest import STRANGER
from tests.browser.kotak import Kotak, wait_text


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).first.click()


def test_a_month_from_the_machine_to_the_slip(kotak: Kotak, stick: Path) -> None:
    wati = kotak.page("wati")
    wati_reads_the_machine(kotak, wati)
    wati_gives_the_unknown_pin_to_budi(kotak, wati)
    wati_brings_the_stick_of_the_puskesmas(kotak, wati, stick)
    wati_verifies_and_hadi_signs(kotak, wati)
    tuti_locks_the_month(kotak)
    beni_notes_the_payment(kotak)
    siti_sees_why_and_opens_her_slip(kotak)


def wati_reads_the_machine(kotak: Kotak, wati: Page) -> None:
    wati.goto(f"{kotak.url}/mesin?opd=dinkes")
    press(wati, "Baca sekarang")
    wait_text(wati, "Semua rekaman terbaca")
    wati.goto(f"{kotak.url}/mesin?opd=dinkes")
    expect(wati.locator("main")).to_contain_text("Sen 9 Nov 2026")
    kotak.shot(wati, "mesin")


def wati_gives_the_unknown_pin_to_budi(kotak: Kotak, wati: Page) -> None:
    wati.goto(f"{kotak.url}/pin?opd=dinkes")
    expect(wati.locator("main")).to_contain_text(STRANGER)
    kotak.shot(wati, "pin")
    wati.locator("main a", has_text=STRANGER).or_(wati.get_by_role("link", name="Beri pemilik")).first.click()
    wati.select_option("select[name=nip]", label_of(wati, "Budi Hartono"))
    wati.fill("input[name=mulai]", "2026-10-01")
    press(wati, "Berikan PIN")
    expect(wati.locator("main")).to_contain_text("44 presensi mendapat pemiliknya")
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        assert Presensi.select().where(Presensi.pegawai == kotak.cast.budi.pegawai).count() == 44


def label_of(page: Page, part: str) -> str:
    option = page.locator("select[name=nip] option", has_text=part).first
    option.wait_for(state="attached")  # the page may still be on its way
    return option.inner_text()


def wati_brings_the_stick_of_the_puskesmas(kotak: Kotak, wati: Page, stick: Path) -> None:
    wati.goto(f"{kotak.url}/impor/baru")
    wati.select_option("select[name=mesin]", "SNIPUH")
    wati.set_input_files("input[name=berkas]", stick)
    press(wati, "Lihat isinya")
    expect(wati.locator("main")).to_contain_text("44")
    wati.fill("input[name=sampai]", "2026-10-31")
    kotak.shot(wati, "impor-pratinjau")
    press(wati, "Masukkan")
    wait_text(wati, "44")
    kotak.shot(wati, "impor-masuk")


def wati_verifies_and_hadi_signs(kotak: Kotak, wati: Page) -> None:
    for kode in ("dinkes", "ipuh"):
        wati.goto(f"{kotak.url}/verifikasi?opd={kode}&bulan=2026-10")
        every = wati.get_by_role("button", name="Tandai semua")
        if every.count():
            every.first.click()
        kotak.shot(wati, f"verifikasi-{kode}")
        press(wati, "Verifikasi")
        hadi = kotak.page("hadi")
        hadi.goto(f"{kotak.url}/verifikasi?opd={kode}&bulan=2026-10")
        press(hadi, "Sahkan rekap")
        expect(hadi.locator("main")).to_contain_text("disahkan")


def tuti_locks_the_month(kotak: Kotak) -> None:
    tuti = kotak.page("tuti", desk=True)
    tuti.goto(f"{kotak.url}/finalisasi/2026-10/unit/dinkes")
    tuti.get_by_role("link", name="Hitung").first.click()
    press(tuti, "Hitung")
    wait_text(tuti, "TPP 5 pegawai sudah dihitung")
    tuti.goto(f"{kotak.url}/finalisasi/2026-10")
    kotak.shot(tuti, "finalisasi")
    tuti.goto(f"{kotak.url}/finalisasi/2026-10/unit/dinkes")
    tuti.get_by_role("link", name="Kunci").first.click()
    expect(tuti.locator("main")).to_contain_text("5 pegawai")
    kotak.shot(tuti, "kunci")
    tuti.get_by_label("Saya sudah memeriksa totalnya").check()
    press(tuti, "Kunci")
    wait_text(tuti, "5 pegawai sudah dikunci")
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        locked = Penutupan.get()
        assert (locked.orang, locked.tpp) == (5, 5 * 1_600_000 - 4_000)
    tuti_takes_the_table_and_the_papers(kotak, tuti)


def tuti_takes_the_table_and_the_papers(kotak: Kotak, tuti: Page) -> None:
    tuti.goto(f"{kotak.url}/finalisasi/2026-10/unit/dinkes")
    kotak.shot(tuti, "unit-dikunci")
    with tuti.expect_download() as download:
        tuti.get_by_role("link", name="CSV").first.click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert {row["nip"]: row["tpp"] for row in rows}[kotak.cast.siti.nip] == "1596000"
    tuti.goto(f"{kotak.url}/finalisasi/2026-10/unit/dinkes/dokumen/daftar")
    press(tuti, "Cetak dokumen")
    wait_text(tuti, "sudah jadi", 90)


def beni_notes_the_payment(kotak: Kotak) -> None:
    beni = kotak.page("beni")
    beni.goto(f"{kotak.url}/finalisasi/2026-10/unit/dinkes")
    beni.get_by_role("link", name="Catat dibayar").first.click()
    beni.fill("input[name=tanggal]", "2026-11-10")
    beni.fill("input[name=nomor]", "SP2D 118/2026")
    kotak.shot(beni, "bayar")
    press(beni, "Catat dibayar")
    expect(beni.locator("main")).to_contain_text("SP2D 118/2026")


def siti_sees_why_and_opens_her_slip(kotak: Kotak) -> None:
    siti = kotak.page("siti")
    for path, name in (("/", "beranda"), ("/kehadiran/2026-10", "kehadiran"), ("/kehadiran/2026-10-06", "hari")):
        siti.goto(kotak.url + path)
        kotak.shot(siti, name)
    expect(siti.locator("main")).to_contain_text("07.47")
    siti.goto(f"{kotak.url}/tpp/2026-10")
    expect(siti.locator("main")).to_contain_text("Terlambat 17 menit")
    expect(siti.locator("main")).to_contain_text("Rp 1.596.000")
    kotak.shot(siti, "tpp")
    siti.get_by_text("Slip TPP").first.click()
    wait_text(siti, "Slip sudah jadi", 90)
    address = siti.get_by_text("Buka slip").first.get_attribute("href")
    slip = kotak.data / "slip.pdf"
    slip.write_bytes(siti.request.get(f"{kotak.url}{address}").body())
    text = subprocess.run(["pdftotext", "-layout", slip, "-"], capture_output=True, text=True, check=True).stdout
    assert "Terlambat 17 menit" in text
    assert "1.596.000" in text
