"""The page that says whether the box is well: its answer first, nobody in it, notes by the administrator alone."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from appliance import settings
from appliance.kesehatan import mesin, sumber
from appliance.kesehatan.baris import Baris, Tinjau
from appliance.kesehatan.jam import Selaras
from appliance.models import Cadangan, GangguanKotak, KejadianHarian, LamaHalaman, Mesin, TempatCadangan, Tugas
from appliance.models.denyut import begin, stop
from appliance.models.gangguan_kotak import enter
from appliance.models.isi_disk import keep
from appliance.models.kejadian_harian import add as add_events
from appliance.models.lama_halaman import add as add_pages
from appliance.models.pekerjaan_rutin import keep as keep_work
from appliance.web.app import create_app
from tests.cast import NOW, PEOPLE, TODAY, Cast
from tests.web.conftest import Browser

As = Callable[[str], Browser]
BIG = re.compile(r'<div class="big (\w+)">.*?</svg>\s*([^<]+)</div>', re.DOTALL)


@pytest.fixture
def well(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both services beat, the clock is held to its source, there is memory, a fresh copy was proven."""
    for layanan in ("web", "pekerja"):
        begin(layanan, NOW - timedelta(hours=3), "a", 1, lambda _: False)
        begin(layanan, NOW, "a", 1, lambda _: True)
    GangguanKotak.delete().execute()
    TempatCadangan.create(tempat="disk", keadaan="baik", sejak=NOW, diperiksa=NOW)
    for jenis in ("salinan", "mingguan", "uji", "kode"):
        Cadangan.create(jenis=jenis, tempat="disk", mulai=NOW - timedelta(hours=5), selesai=NOW, keadaan="baik")
    monkeypatch.setattr("appliance.kesehatan.jam.synchronised", lambda: Selaras(True, 0.004))
    monkeypatch.setattr(mesin, "memory", lambda: {"MemTotal": 512 * 1024**2, "MemAvailable": 200 * 1024**2})
    usage = type("Usage", (), {"total": 100 * 1024**3, "free": 60 * 1024**3, "used": 0})
    monkeypatch.setattr("appliance.kesehatan.disk.shutil.disk_usage", lambda _: usage)


def answer(browser: Browser) -> tuple[str, str]:
    found = BIG.search(browser.get("/kesehatan").text)
    assert found
    return found[1], found[2].strip()


def fill(cast: Cast) -> None:
    """Rows of each kind, as many as a bad month brings."""
    for number in range(40):
        keep(TODAY - timedelta(days=number), kapasitas=100 * 1024**3, bebas=(30 + number) * 1024**3, basis=1, bukti=1)
        add_pages({(TODAY - timedelta(days=number), f"{name}.index"): Counter({30: 50, 45: 9})
                   for name in ("tpp", "laporan", "kehadiran", "persetujuan")})  # fmt: skip
        enter("listrik", "web", NOW - timedelta(days=number, hours=2), NOW - timedelta(days=number, hours=1))
        add_events({(TODAY - timedelta(days=number % 20), "galat", f"tpp.{number}", "ValueError"): number + 1}, NOW)
    for number in range(30):
        Mesin.create(sn=f"M{number}", opd=cast.opd["dinkes"], jalur="lan", kontak=NOW - timedelta(days=4))
    Tugas.create(jenis="impor", isi={}, keadaan="gagal", pesan="NIP 198203042006042001 Siti Rahmawati salah",
                 pelaku="Siti Rahmawati", dibuat=NOW, selesai=NOW)  # fmt: skip
    Tugas.create(jenis="kunci", isi={}, keadaan="berjalan", pelaku="Tuti Handayani", dibuat=NOW - timedelta(hours=5))
    keep_work({"approve_by_rule": {"giliran": NOW - timedelta(hours=9), "mulai": NOW - timedelta(days=1)},
               "judge_marked": {"giliran": NOW, "mulai": NOW, "galat": ""}})  # fmt: skip


def test_a_box_that_is_well_says_so_at_once(well: None, as_: As) -> None:
    assert answer(as_("andi")) == ("good", "Kotak sehat")
    assert "Tidak ada yang perlu dilakukan" in as_("andi").get("/kesehatan").text


def test_a_worker_that_stopped_is_the_largest_thing_with_what_to_do(well: None, as_: As) -> None:
    stop("pekerja", NOW, 1)
    assert answer(as_("andi")) == ("bad", "1 hal harus dibetulkan")
    text = as_("andi").get("/kesehatan").text
    assert text.index("Jalankan ekinerja work") < text.index("Yang lain")


def test_rows_of_each_kind_are_shown_and_fit_the_first_round_trip(well: None, as_: As, cast: Cast) -> None:
    fill(cast)
    page = as_("andi").get("/kesehatan").text
    for word in ("bertambah 1,0 GB sehari", "tpp.index", "Halaman gagal", "ValueError", "menyetujui laporan menurut",
                 "terlewat", "1 gagal dalam 7 hari (impor 1)", "1 menunggu lebih dari sejam (kunci 1)",
                 "Listrik padam", "tidak terdengar sejak"):  # fmt: skip
        assert word in page, word
    assert page.count('<svg class="bars"') == 2
    assert page.count("Angkanya") == 1  # each chart has its table
    assert "Menit tiap hari" in page
    assert len(gzip.compress(page.encode(), 6)) < 14 * 1024


def test_nothing_personal_is_on_any_page_of_it(well: None, as_: As, cast: Cast) -> None:
    fill(cast)
    row = GangguanKotak.get()
    for path in ("/kesehatan", "/kesehatan/halaman", "/kesehatan/gangguan", f"/kesehatan/gangguan/{row.id}",
                 "/kesehatan/halaman/tpp.index", "/kesehatan/paket"):  # fmt: skip
        page = as_("andi").get(path).text.replace("Andi Firmansyah", "")  # whose page it is
        assert [word for _, nip, name, *_ in PEOPLE for word in (nip, name) if word in page] == [], path
        assert "Rp" not in page


def test_bkpsdm_reads_and_changes_nothing(well: None, as_: As, cast: Cast) -> None:
    enter("listrik", "web", NOW - timedelta(hours=2), NOW)
    row = GangguanKotak.get()
    made = as_("made")
    assert made.get("/kesehatan").status_code == 200
    assert "Simpan catatan" not in made.get(f"/kesehatan/gangguan/{row.id}").text
    assert "Paket bantuan" not in made.get("/kesehatan").text
    assert made.send(f"/kesehatan/gangguan/{row.id}", {"catatan": "x"}).status_code == 403
    assert as_("wati").get("/kesehatan").status_code == 403


def test_andi_adds_a_note_and_what_was_typed_is_not_lost(well: None, as_: As) -> None:
    enter("listrik", "web", NOW - timedelta(hours=2), NOW)
    where, andi = f"/kesehatan/gangguan/{GangguanKotak.get().id}", as_("andi")
    assert andi.send(where, {"catatan": "Pemadaman PLN"}).status_code == 303
    assert "Pemadaman PLN" in andi.get("/kesehatan/gangguan?bulan=2026-10").text
    long = "panjang " * 60
    refused = andi.send(where, {"catatan": long})
    assert refused.status_code == 422
    assert "paling panjang 300" in refused.text
    assert long.strip() in refused.text
    assert GangguanKotak.get().catatan == "Pemadaman PLN"
    assert andi.get("/kesehatan/gangguan/999").status_code == 404


def test_an_outage_is_read_in_its_own_month(well: None, as_: As) -> None:
    enter("listrik", "web", NOW - timedelta(days=40, hours=1), NOW - timedelta(days=40))
    andi = as_("andi")
    assert "Tidak ada gangguan" in andi.get("/kesehatan/gangguan").text
    assert "Listrik padam" in andi.get("/kesehatan/gangguan?bulan=2026-09").text
    assert andi.get("/kesehatan/gangguan?bulan=kemarin").status_code == 200


def test_pages_by_day_and_one_page_through_the_month(well: None, as_: As) -> None:
    add_pages({(TODAY, "tpp.index"): Counter({30: 99}), (TODAY - timedelta(days=3), "beranda.index"): Counter({60: 4})})
    andi = as_("andi")
    week = andi.get("/kesehatan/halaman").text
    assert week.index("beranda.index") < week.index("tpp.index")
    assert "beranda.index" not in andi.get("/kesehatan/halaman?hari=2026-10-19").text
    assert "bukan tanggal" in andi.get("/kesehatan/halaman?hari=kemarin").text
    assert "<table" in andi.get("/kesehatan/halaman/tpp.index?bulan=2026-10").text
    assert "Tidak dibuka" in andi.get("/kesehatan/halaman/tpp.index?bulan=2026-08").text
    assert andi.get("/kesehatan/halaman/tidak.ada").status_code == 404


def test_htmx_gets_the_answer_alone(well: None, as_: As) -> None:
    part = as_("andi").get("/kesehatan", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<section class="card" id="jawab"')
    assert "Yang lain" not in part


def test_a_source_that_breaks_hides_no_other(well: None, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Tinjau) -> list[Baris]:
        raise OSError("198203042006042001")

    lines = sumber.look(Tinjau(app.extensions["box"], NOW), (broken, *sumber.SUMBER))
    assert lines[0].nada == "bad"
    assert "OSError" in lines[0].teks
    assert "1982" not in lines[0].teks
    assert len(lines) > len(sumber.SUMBER)


def test_every_request_is_counted_by_endpoint_and_a_breakdown_by_its_class(cast: Cast, own_folder: Path) -> None:
    app = create_app(settings.load())
    app.test_client_class = Browser
    app.view_functions["sehat.show"] = lambda: 1 / 0
    browser = app.test_client()
    assert browser.get("/masuk").status_code == 200
    assert browser.get("/sehat?cari=198203042006042001").status_code == 500
    assert browser.get("/198203042006042001").status_code == 404
    assert not LamaHalaman.select().exists()
    app.extensions["ukuran"].flush()
    app.extensions["ukuran"].flush()
    assert {row.halaman: row.jumlah for row in LamaHalaman.select()} == {"masuk.show": 1, "sehat.show": 1}
    row = KejadianHarian.get()
    assert (row.jenis, row.halaman, row.rincian, row.jumlah) == ("galat", "sehat.show", "ZeroDivisionError", 1)


def test_what_cannot_be_written_now_is_kept(app: Flask, guest: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = app.extensions["ukuran"]
    with monkeypatch.context() as full:
        full.setattr("appliance.web.ukur.lama_halaman.add", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            counted.flush()
    guest.get("/masuk")
    counted.flush()
    assert LamaHalaman.get(halaman="masuk.show").jumlah == 2


def test_refused_sign_ins_are_counted_by_day_without_a_name(app: Flask, guest: Browser, cast: Cast) -> None:
    for _ in range(3):
        guest.send("/masuk", {"nip": cast.budi.nip, "kata_sandi": "salah sekali"})
    row = KejadianHarian.get(KejadianHarian.jenis == "masuk_ditolak")
    assert (row.tanggal, row.jumlah, row.halaman, row.rincian) == (TODAY, 3, "", "")


def test_the_bundle_is_read_before_it_is_taken(well: None, as_: As) -> None:
    andi = as_("andi")
    page = andi.get("/kesehatan/paket").text
    for name in ("kesehatan.txt", "jumlah-baris.csv", "pengaturan.txt"):
        assert name in page
    taken = andi.send("/kesehatan/paket")
    assert taken.data[:2] == b"PK"
    assert "ekinerja-bantuan-20261019" in taken.headers["Content-Disposition"]


def test_it_stands_in_the_menu_of_who_keeps_the_box(as_: As) -> None:
    assert "Kesehatan kotak" in as_("andi").get("/").text
    assert "Kesehatan kotak" not in as_("wati").get("/").text
