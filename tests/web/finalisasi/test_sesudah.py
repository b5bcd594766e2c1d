"""After the locking: papers, files, proof; opened again by two; paid by the bendahara of the office."""

from collections.abc import Callable
from datetime import date

import pytest

from appliance.models import Cuti, Jejak, Pembayaran, Pembukaan, Penutupan, Tugas
from appliance.models.penutupan import current
from appliance.web.teks import rupiah
from tests.cast import Cast
from tests.web.conftest import Browser

MONTH = "/finalisasi/2026-10"
OFFICE = f"{MONTH}/unit/dinkes"
As = Callable[[str], Browser]
pytestmark = pytest.mark.usefixtures("locked")


def test_a_locked_office_offers_its_papers_and_files(tuti: Browser) -> None:
    page = tuti.get(OFFICE).text
    assert "Daftar pembayaran" in page
    assert "Rp 8.000.000" in page
    assert "/ekspor/tpp.csv?opd=dinkes" in page


def test_files_go_to_who_may_have_them_and_each_download_stands_in_the_trail(tuti: Browser, as_: As) -> None:
    rows = tuti.get(f"{MONTH}/ekspor/tpp.csv").text.splitlines()
    assert len(rows) == 13
    assert rows[0].startswith("nip,nama,opd,kelas_jabatan,pagu")
    beni = as_("beni")
    assert len(beni.get(f"{MONTH}/ekspor/bank.csv?opd=dinkes").text.splitlines()) == 6
    assert beni.get(f"{MONTH}/ekspor/bank.csv").status_code == 404
    assert beni.get(f"{MONTH}/ekspor/bank.csv?opd=dikbud").status_code == 404
    assert beni.get(f"{MONTH}/ekspor/apa.csv?opd=dinkes").status_code == 404
    assert as_("hadi").get(f"{MONTH}/ekspor/tpp.csv?opd=dinkes").status_code == 403
    assert tuti.get(f"{MONTH}/ekspor/tpp.xlsx").data[:2] == b"PK"
    assert Jejak.select().where(Jejak.aksi == "ekspor").count() == 3


def test_a_paper_is_printed_behind_and_then_kept(tuti: Browser, as_: As, work: Callable[[], Tugas]) -> None:
    url = f"{OFFICE}/dokumen/daftar"
    assert "Cetak dokumen" in tuti.get(url).text
    assert tuti.get(f"{url}/berkas").status_code == 404
    assert as_("rina").send(url).status_code == 403
    tuti.send(url)
    tuti.send(url)
    assert Tugas.select().where(Tugas.jenis == "dokumen").count() == 1
    assert "Sedang dicetak" in tuti.get(url).text
    work()
    assert "Dokumen sudah jadi" in tuti.get(url).text
    assert as_("beni").get(f"{url}/berkas").data[:4] == b"%PDF"
    assert as_("beni").get(f"{MONTH}/unit/dikbud/dokumen/daftar/berkas").status_code == 404


def test_the_proof_says_that_every_rupiah_is_the_same(tuti: Browser, work: Callable[[], Tugas]) -> None:
    assert "Belum pernah dibuktikan" in tuti.get(f"{OFFICE}/bukti").text
    where = tuti.send(f"{OFFICE}/bukti").headers["Location"]
    work()
    assert "5 pegawai sudah dihitung ulang" in tuti.get(where).text
    page = tuti.get(f"{OFFICE}/bukti").text
    assert "Setiap rupiah sama" in page


def test_a_later_fact_is_listed_as_a_difference_and_nothing_locked_moves(
    tuti: Browser, work: Callable[[], Tugas], cast: Cast
) -> None:
    from appliance.models.skp import Predikat

    Predikat.update(predikat="kurang").where(Predikat.pegawai == cast.budi.pegawai).execute()
    tuti.send(f"{OFFICE}/bukti")
    work()
    page = tuti.get(f"{OFFICE}/bukti").text
    assert "Setiap rupiah sama" in page
    assert "Budi Hartono" in page
    assert "Kelebihan TPP" in page
    assert Penutupan.get(Penutupan.opd == cast.opd["dinkes"]).tpp == 8_000_000
    assert not Cuti.select().exists()


def test_opening_again_takes_two_of_the_team_and_keeps_the_version(tuti: Browser, as_: As, cast: Cast) -> None:
    assert "Alasan pembukaan wajib diisi" in tuti.send(f"{OFFICE}/buka", {"alasan": " "}).text
    assert tuti.send(f"{OFFICE}/buka", {"alasan": "cuti Budi belum masuk"}).status_code == 303
    assert "Sudah ada permintaan" in tuti.send(f"{OFFICE}/buka", {"alasan": "lagi"}).text
    asked = Pembukaan.get()
    assert "Setuju, buka kembali" not in tuti.get(OFFICE).text
    tuti.send(f"{OFFICE}/buka/{asked.id}/setuju")
    assert "harus disetujui orang lain" in tuti.get(OFFICE).text
    siti = as_("siti")
    assert "Setuju, buka kembali" in siti.get(OFFICE).text
    assert siti.send(f"{MONTH}/unit/dikbud/buka/{asked.id}/setuju").status_code == 404
    siti.send(f"{OFFICE}/buka/{asked.id}/setuju")
    assert current("2026-10", cast.opd["dinkes"].id) is None
    page = siti.get(OFFICE).text
    assert "Versi 1" in page
    assert "cuti Budi belum masuk" in page
    assert "Tuti Handayani" in page


def test_a_refused_request_leaves_the_month_locked(tuti: Browser, as_: As, cast: Cast) -> None:
    tuti.send(f"{OFFICE}/buka", {"alasan": "coba"})
    siti = as_("siti")
    siti.send(f"{OFFICE}/buka/{Pembukaan.get().id}/tolak")
    assert current("2026-10", cast.opd["dinkes"].id) is not None
    assert "ditolak Siti Rahmawati" in siti.get(OFFICE).text


def test_beni_notes_the_payment_of_his_office_once(tuti: Browser, as_: As, cast: Cast) -> None:
    beni, form = as_("beni"), {"tanggal": "2026-11-10", "nomor": "SP2D 0123"}
    net = rupiah(Penutupan.get(Penutupan.opd == cast.opd["dinkes"]).bersih)
    assert f"5 pegawai, {net}" in beni.get(f"{OFFICE}/bayar").text
    assert tuti.send(f"{OFFICE}/bayar", form).status_code == 403
    assert beni.send(f"{MONTH}/unit/dikbud/bayar", form).status_code == 404
    assert "Nomor SP2D wajib diisi" in beni.send(f"{OFFICE}/bayar", {**form, "nomor": ""}).text
    assert "belum tiba" in beni.send(f"{OFFICE}/bayar", {**form, "tanggal": "2026-12-01"}).text
    assert beni.send(f"{OFFICE}/bayar", form).status_code == 303
    assert "Sudah dicatat dibayar" in beni.send(f"{OFFICE}/bayar", form).text
    paid = Pembayaran.get()
    assert (paid.tanggal, paid.nomor) == (date(2026, 11, 10), "SP2D 0123")
    assert "Minta dibuka" not in tuti.get(OFFICE).text
    assert "sudah dibayar" in tuti.send(f"{OFFICE}/buka", {"alasan": "salah"}).text


def test_pages_take_few_questions_and_little_weight(tuti: Browser) -> None:
    import gzip

    from appliance.models import db

    asked: list[str] = []
    run = db.obj.execute_sql
    db.obj.execute_sql = lambda sql, *more, **kw: (asked.append(sql), run(sql, *more, **kw))[1]
    try:
        for path in (MONTH, OFFICE, f"{MONTH}/kunci", f"{OFFICE}/bukti"):
            asked.clear()
            answer = tuti.get(path)
            page = [sql for sql in asked if '"jejak"' not in sql]  # writing down who read it is not the page's own
            assert len(page) <= 12, (path, len(page))
            assert len(gzip.compress(answer.data)) < 14 * 1024
    finally:
        db.obj.execute_sql = run
