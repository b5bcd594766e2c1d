"""The month as a calendar; a day with its punches, what was judged, and why."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from appliance.models import Gangguan, HariKerja, Jejak, Koreksi, PutusanKoreksi
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.tandai import mark_days
from tests.cast import NOW, Cast
from tests.oktober import live
from tests.web.conftest import Browser


@pytest.fixture(autouse=True)
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


def text_of(page: str) -> str:
    """What is read on the page, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_each_day_of_the_month_says_what_was_decided(as_: Callable[[str], Browser]) -> None:
    page = text_of(as_("siti").get("/kehadiran/2026-10").text)
    assert "Sel 6 Okt 2026: terlambat 17 menit" in page
    assert "Sel 13 Okt 2026: tanpa presensi pulang" in page
    assert "Rab 14 Okt 2026: cuti tahunan" in page
    assert "Kam 15 Okt 2026: tanpa keterangan" in page
    assert "Sab 17 Okt 2026: libur" in page
    assert "Sen 19 Okt 2026: belum ada data" in page


def test_days_to_come_cannot_be_opened_and_no_month_after_this_one_is_offered(as_: Callable[[str], Browser]) -> None:
    page = as_("siti").get("/kehadiran").text
    assert 'href="/kehadiran/2026-10-19"' in page
    assert 'href="/kehadiran/2026-10-20"' not in page
    assert 'href="/kehadiran/2026-09"' in page
    assert 'href="/kehadiran/2026-11"' not in page


def test_a_late_day_shows_its_punches_the_machine_the_article_and_the_cut(as_: Callable[[str], Browser]) -> None:
    page = text_of(as_("siti").get("/kehadiran/2026-10-06").text)
    assert "Terlambat 17 menit" in page
    assert "07.30 – 16.00" in page
    assert "CQZ7224460246" in page
    assert "0,50 %" in page
    assert "−Rp 4.000" in page
    assert "Perbup Mukomuko Nomor 10 Tahun 2021" in page
    assert "contoh" in page


def test_a_corrected_day_shows_what_the_machine_said_beside_what_was_decided(
    cast: Cast, as_: Callable[[str], Browser]
) -> None:
    day = date(2026, 10, 13)
    asked = Koreksi.create(
        pegawai=cast.siti.pegawai, tanggal=day, pulang=time(16, 10), alasan="Lupa presensi", nomor_surat="800/7",
        diajukan=NOW,
    )  # fmt: skip
    siti = as_("siti")
    assert "menunggu" in siti.get("/kehadiran/2026-10-13").text
    PutusanKoreksi.create(koreksi=asked, setuju="ya", kapan=NOW)
    mark_days([cast.siti.pegawai.id], day, day)
    bring_up_to_date(rak(), NOW)
    page = text_of(siti.get("/kehadiran/2026-10-13").text)
    assert "16.10 mesin: tidak ada presensi" in page
    assert "surat 800/7" in page
    assert "disetujui" in page


def test_an_outage_that_spared_a_day_stands_beside_it(cast: Cast, as_: Callable[[str], Browser]) -> None:
    day = date(2026, 10, 15)
    Gangguan.create(
        opd=cast.opd["dinkes"], mulai=datetime(2026, 10, 15, 6), selesai=datetime(2026, 10, 15, 18),
        alasan="Listrik padam", nomor_surat="600/1",
    )  # fmt: skip
    mark_days([cast.siti.pegawai.id], day, day)
    bring_up_to_date(rak(), NOW)
    page = text_of(as_("siti").get("/kehadiran/2026-10-15").text)
    assert "Terlindungi gangguan" in page
    assert "Listrik padam" in page


def test_a_day_whose_data_have_not_all_come_is_not_judged_but_shows_what_came(as_: Callable[[str], Browser]) -> None:
    page = text_of(as_("siti").get("/kehadiran/2026-10-19").text)
    assert "belum ada data" in page
    assert "07.24" in page
    assert "terulang dalam satu menit" in page
    assert "tanpa keterangan" not in page


@pytest.mark.parametrize("path", ["/kehadiran/2026-13", "/kehadiran/2026-02-30", "/kehadiran/besok", "/tpp/0000-01"])
def test_a_month_or_day_that_does_not_exist_is_no_page(as_: Callable[[str], Browser], path: str) -> None:
    assert as_("siti").get(path).status_code == 404


def test_siti_reads_budis_days_without_his_rupiah(cast: Cast, as_: Callable[[str], Browser]) -> None:
    HariKerja.update(terlambat=5).where(HariKerja.pegawai == cast.budi.pegawai.id).execute()
    siti = as_("siti")
    assert "Budi Hartono" in siti.get(f"/pegawai/{cast.budi.nip}/kehadiran/2026-10").text
    day = siti.get(f"/pegawai/{cast.budi.nip}/kehadiran/2026-10-06")
    assert "terlambat 5 menit" in day.text.lower()
    assert "Rp" not in text_of(day.text)


def test_budi_does_not_find_siti(cast: Cast, as_: Callable[[str], Browser]) -> None:
    assert as_("budi").get(f"/pegawai/{cast.siti.nip}/kehadiran/2026-10").status_code == 404
    assert as_("budi").get(f"/pegawai/{cast.siti.nip}/kehadiran/2026-10-06").status_code == 404


def test_what_rina_inspects_is_recorded_and_what_wati_looks_at_is_not(
    cast: Cast, as_: Callable[[str], Browser]
) -> None:
    path = f"/pegawai/{cast.budi.nip}/kehadiran/2026-10"
    rina, wati = as_("rina"), as_("wati")
    before = Jejak.select().count()
    wati.get(path)
    rina.get("/kehadiran")
    rina.get("/akun")
    assert Jejak.select().count() == before
    rina.get(path)
    row = Jejak.select().order_by(Jejak.id.desc()).first()
    assert Jejak.select().count() == before + 1
    assert (row.pelaku, row.aksi, row.kunci) == ("Rina Oktavia", "baca", path)
