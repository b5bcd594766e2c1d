"""The plain forms of an operator, without JavaScript, and the regency as BKPSDM sees it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from appliance.models import Apel, Cuti, Gangguan, Koreksi, Libur, PutusanKoreksi, db
from appliance.models.schema import bind
from tests.browser.kotak import Kotak, wait_text

HERE = "opd=dinkes&bulan=2026-10"


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).first.click()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.fill(f"form[method=post] input[name={name}]", value)


def test_leave_roll_call_correction_and_outage_on_plain_forms(kotak: Kotak) -> None:
    wati = kotak.page("wati", javascript=False)
    wati.goto(f"{kotak.url}/cuti/baru?{HERE}")
    wati.select_option("select[name=jenis]", "tahunan")
    fill(wati, mulai="2026-10-05", selesai="2026-10-06", nomor_surat="851/77/2026")
    wati.check(f"input[name=nip][value='{kotak.cast.budi.nip}']")
    press(wati, "Simpan")
    expect(wati.locator("main")).to_contain_text("851/77/2026")
    kotak.shot(wati, "cuti")
    wati.goto(f"{kotak.url}/apel/2026-10-12?opd=dinkes")
    wati.check(f"input[name=tidak][value='{kotak.cast.beni.nip}']")
    press(wati, "Simpan daftar apel")
    wati.goto(f"{kotak.url}/gangguan/baru?{HERE}")
    fill(wati, mulai="2026-10-20", mulai_jam="07:00", selesai="2026-10-20", selesai_jam="10:00")
    fill(wati, alasan="listrik padam", nomor_surat="005/9/2026")
    press(wati, "Simpan")
    expect(wati.locator("main")).to_contain_text("listrik padam")
    wati_proposes_and_hadi_decides(kotak, wati)
    bind(kotak.data / "ekinerja.db")
    with db.connection_context():
        assert Cuti.get().selesai == date(2026, 10, 6)
        assert [row.pegawai.nip for row in Apel.select().where(~Apel.hadir)] == [kotak.cast.beni.nip]
        assert Gangguan.get().alasan == "listrik padam"
        assert PutusanKoreksi.get().setuju == "ya"


def wati_proposes_and_hadi_decides(kotak: Kotak, wati: Page) -> None:
    wati.goto(f"{kotak.url}/koreksi/baru?{HERE}")
    wati.select_option("form[method=post] select[name=nip]", kotak.cast.siti.nip)
    fill(wati, tanggal="2026-10-06", masuk="07:25", alasan="jari tidak terbaca", nomor_surat="800/4/2026")
    press(wati, "Ajukan")
    with db.connection_context():
        number = Koreksi.get().id
    hadi = kotak.page("hadi", javascript=False)
    hadi.goto(f"{kotak.url}/koreksi/{number}")
    hadi.check("input[name=setuju][value=ya]")
    kotak.shot(hadi, "koreksi-putusan")
    press(hadi, "Putuskan")


def test_a_wrong_leave_is_refused_beside_its_field_and_what_was_typed_stays(kotak: Kotak) -> None:
    wati = kotak.page("wati", javascript=False)
    wati.goto(f"{kotak.url}/cuti/baru?{HERE}")
    wati.select_option("select[name=jenis]", "sakit")
    fill(wati, mulai="2026-10-09", selesai="2026-10-07", nomor_surat="445/1/2026")
    wati.check(f"input[name=nip][value='{kotak.cast.budi.nip}']")
    press(wati, "Simpan")
    assert wati.input_value("form[method=post] input[name=nomor_surat]") == "445/1/2026"
    assert wati.locator("[aria-invalid=true]").count() >= 1
    kotak.shot(wati, "cuti-ditolak")
    with db.connection_context():
        assert not Cuti.select().exists()


def test_made_sees_all_offices_on_one_page_and_brings_in_a_table(kotak: Kotak, tmp_path: Path) -> None:
    made = kotak.page("made", desk=True)
    made.goto(f"{kotak.url}/unit-kerja")
    for name in ("Dinas Kesehatan", "Puskesmas Ipuh", "Dinas Pendidikan dan Kebudayaan", "BKPSDM"):
        expect(made.locator("main")).to_contain_text(name)
    kotak.shot(made, "unit-kerja")
    table = tmp_path / "libur.csv"
    table.write_text("tanggal,nama,jenis\n2026-10-28,Hari jadi kabupaten,daerah\n")
    made.goto(f"{kotak.url}/impor-data/baru/libur")
    made.set_input_files("input[type=file]", table)
    press(made, "Periksa berkas")
    wait_text(made, "Masukkan 1 baris")
    kotak.shot(made, "impor-data")
    press(made, "Masukkan 1 baris")
    wait_text(made, "Impor selesai")
    with db.connection_context():
        assert Libur.get(Libur.tanggal == date(2026, 10, 28)).nama == "Hari jadi kabupaten"
