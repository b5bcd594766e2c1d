"""Tuti sees how far each office is, computes, marks as checked and locks, named in numbers."""

from collections.abc import Callable
from datetime import date, time

import pytest

from appliance.models import Langkah, Laporan, Penutupan, Perkiraan, Tugas
from appliance.models.penempatan import Penempatan
from appliance.models.peraturan import enact, propose
from appliance.models.perkiraan import Perkiraan as Estimate
from appliance.web.teks import rupiah
from tests.cast import Cast
from tests.models.regency import ROOT, judge, lock
from tests.web.conftest import Browser

CUT_OFF = """
[peraturan]
id = "tutup"
nama = "Peraturan uji"
tentang = "laporan"
diundangkan = 2026-01-01
berlaku = 2026-01-01

[laporan.tutup_tanggal]
pasal = "Pasal 4"
satuan = "tanggal"
nilai = 3
"""
MONTH = "/finalisasi/2026-10"
GROUND = "12 pegawai, Rp 19.200.000"


def numbers(browser: Browser, query: str = "") -> str:
    page = browser.get(f"{MONTH}/kunci{query}").text
    return page.partition('name="angka" value="')[2].partition('"')[0]


def test_each_office_stands_on_one_row_with_people_total_and_what_is_missing(tuti: Browser) -> None:
    page = tuti.get(MONTH).text
    assert "Rp 19.200.000" in page
    for name in ("Dinas Kesehatan", "Puskesmas Ipuh", "Dinas Pendidikan dan Kebudayaan", "BKPSDM"):
        assert page.count(f">{name}</a>") == 1
    assert page.count("belum diverifikasi") == 4


def test_amounts_that_rest_on_what_is_not_confirmed_say_so_wherever_they_stand(tuti: Browser, cast: Cast) -> None:
    words = "belum dicocokkan dengan naskah"
    office = f"{MONTH}/unit/dinkes"
    pages = [MONTH, office, f"{MONTH}/kunci"]
    assert [words in tuti.get(page).text for page in pages] == [True] * 3
    lock(cast, "dinkes")
    pages = [MONTH, office, f"{office}/buka", f"{office}/bukti"]
    assert [words in tuti.get(page).text for page in pages] == [True] * 4
    Estimate.update(contoh=0).execute()
    assert words in tuti.get(MONTH).text  # the locked office still does
    assert words not in tuti.get(f"{MONTH}/unit/dikbud").text


def test_who_lacks_something_is_found_by_office_and_by_reason(tuti: Browser, cast: Cast) -> None:
    Penempatan.update(kelas_jabatan=None).where(Penempatan.pegawai == cast.budi.pegawai).execute()
    Estimate.update(kurang=["kelas jabatan belum diisi"]).where(Perkiraan.pegawai == cast.budi.pegawai).execute()
    page = tuti.get(f"{MONTH}/unit/dinkes").text
    assert "kelas jabatan belum diisi" in page
    assert "Budi Hartono" in tuti.get(f"{MONTH}/kurang").text
    assert "Siti Rahmawati" not in tuti.get(f"{MONTH}/kurang").text


def test_computing_runs_behind_and_is_told_with_its_count(tuti: Browser, work: Callable[[], Tugas]) -> None:
    answer = tuti.send(f"{MONTH}/hitung", {"opd": ["dinkes", "ipuh"]})
    where = answer.headers["Location"]
    assert "Menunggu giliran" in tuti.get(where).text
    assert "Sedang dikerjakan: 0 dari 2" in tuti.get(MONTH).text
    assert tuti.send(f"{MONTH}/hitung", {"opd": ["dinkes", "ipuh"]}).headers["Location"] == where
    work()
    assert "TPP 6 pegawai sudah dihitung" in tuti.get(where).text
    assert tuti.get(MONTH).text.count(">Dihitung<") >= 2


def test_checked_stands_until_an_amount_changes(tuti: Browser, work: Callable[[], Tugas], cast: Cast) -> None:
    assert "Belum dihitung: Puskesmas Ipuh" in tuti.send(f"{MONTH}/periksa", {"opd": "ipuh"}).text
    tuti.send(f"{MONTH}/hitung", {"opd": "ipuh"})
    work()
    for _ in range(2):
        assert tuti.send(f"{MONTH}/periksa", {"opd": "ipuh"}).status_code == 303
    assert Langkah.select().where(Langkah.langkah == "pemeriksaan").count() == 1
    assert ">Diperiksa<" in tuti.get(f"{MONTH}/unit/ipuh").text.replace("<span>", "").replace("</span>", "<")
    later = Perkiraan.get(Perkiraan.pegawai == cast.nia.pegawai).dihitung.replace(year=2027)
    Perkiraan.update(dihitung=later).where(Perkiraan.pegawai == cast.nia.pegawai).execute()
    assert "berubah sejak diperiksa" in tuti.get(MONTH).text


def test_locking_names_people_and_rupiah_and_needs_a_yes(tuti: Browser, work: Callable[[], Tugas]) -> None:
    assert GROUND in tuti.get(f"{MONTH}/kunci").text
    assert tuti.send(f"{MONTH}/kunci", {"angka": numbers(tuti)}).status_code == 422
    answer = tuti.send(f"{MONTH}/kunci", {"angka": numbers(tuti), "setuju": "ya"})
    assert answer.status_code == 303
    work()
    assert "4 dari 4 unit kerja dikunci" in tuti.get(answer.headers["Location"]).text
    assert sorted(c.orang for c in Penutupan.select()) == [1, 1, 5, 5]
    again = tuti.send(f"{MONTH}/kunci", {"angka": "12/19200000", "setuju": "ya"})
    assert again.status_code == 422
    assert Penutupan.select().count() == 4


def test_numbers_that_moved_since_the_page_was_opened_lock_nothing(tuti: Browser, cast: Cast) -> None:
    old = numbers(tuti)
    Perkiraan.update(tpp=1_500_000).where(Perkiraan.pegawai == cast.budi.pegawai).execute()
    answer = tuti.send(f"{MONTH}/kunci", {"angka": old, "setuju": "ya"})
    assert answer.status_code == 422
    assert "Angkanya berubah" in answer.text
    assert not Tugas.select().exists()


def test_people_are_left_out_only_with_a_reason(tuti: Browser, work: Callable[[], Tugas], cast: Cast) -> None:
    Penempatan.update(kelas_jabatan=None).where(Penempatan.pegawai == cast.budi.pegawai).execute()
    tuti.send(f"{MONTH}/hitung", {"opd": "dinkes"})
    work()
    form = {"opd": "dinkes", "angka": numbers(tuti, "?opd=dinkes"), "setuju": "ya"}
    assert "1 pegawai belum lengkap" in tuti.get(f"{MONTH}/kunci?opd=dinkes").text
    assert "Alasan wajib diisi" in tuti.send(f"{MONTH}/kunci", form).text
    tuti.send(f"{MONTH}/kunci", {**form, "alasan": "SK kelas jabatan belum terbit"})
    work()
    closing = Penutupan.get()
    assert (closing.orang, closing.alasan_tak_lengkap) == (4, "SK kelas jabatan belum terbit")
    assert closing.tanpa[0]["nip"] == cast.budi.nip
    page = tuti.get(f"{MONTH}/unit/dinkes").text
    assert "1 pegawai tidak ikut dikunci" in page
    assert "SK kelas jabatan belum terbit" in page


def test_a_month_that_still_runs_is_not_locked(tuti: Browser) -> None:
    assert "belum berakhir" in tuti.get("/finalisasi/2026-11/kunci").text
    assert tuti.send("/finalisasi/2026-11/kunci", {"angka": "0/0", "setuju": "ya"}).status_code == 422


def test_while_facts_are_being_worked_out_nothing_is_locked(tuti: Browser, cast: Cast) -> None:
    from appliance.models.tandai import mark_months

    mark_months([cast.budi.pegawai.id], "2026-10", "2026-10")
    form = {"angka": numbers(tuti), "setuju": "ya"}
    assert "sedang dihitung ulang" in tuti.send(f"{MONTH}/kunci", form).text
    judge()
    assert tuti.send(f"{MONTH}/kunci", {"angka": numbers(tuti), "setuju": "ya"}).status_code == 303


def test_reports_that_nobody_decided_are_approved_by_computing_not_behind_the_numbers(
    tuti: Browser, work: Callable[[], Tugas], cast: Cast
) -> None:
    first = {"pegawai": cast.budi.pegawai, "tanggal": date(2026, 10, 7), "mulai": time(9), "selesai": time(10)}
    Laporan.create(**first, uraian="Rapat", status="menunggu")
    assert "laporan belum diputus" not in tuti.get(f"{MONTH}/kunci").text
    enact(propose(CUT_OFF, "tutup.toml", ROOT), ROOT)
    judge()
    assert "1 laporan belum diputus" in tuti.send(f"{MONTH}/kunci", {"angka": numbers(tuti), "setuju": "ya"}).text
    tuti.send(f"{MONTH}/hitung")
    work()
    judge()
    assert Laporan.get().status == "disetujui"
    told = tuti.get(f"{MONTH}/kunci").text.partition('class="big">')[2].partition("<")[0]
    tuti.send(f"{MONTH}/kunci", {"angka": numbers(tuti), "setuju": "ya"})
    work()
    assert told == f"12 pegawai, {rupiah(sum(closing.tpp for closing in Penutupan.select()))}"


@pytest.mark.usefixtures("locked")
def test_locked_offices_are_neither_computed_nor_locked_again(tuti: Browser) -> None:
    assert "sudah dikunci" in tuti.get(f"{MONTH}/hitung").text
    assert tuti.send(f"{MONTH}/hitung").headers["Location"].endswith(MONTH)


def test_an_office_that_is_not_there_and_people_of_other_roles(tuti: Browser, as_: Callable[[str], Browser]) -> None:
    assert tuti.get(f"{MONTH}/unit/tiada").status_code == 404
    assert tuti.send(f"{MONTH}/kunci", {"opd": "tiada"}).status_code == 404
    for name in ("budi", "wati", "made", "andi", "dewi"):
        assert as_(name).get(MONTH).status_code == 403
    rina, beni = as_("rina"), as_("beni")
    assert rina.get(MONTH).status_code == 200
    assert "/kunci" not in rina.get(MONTH).text
    assert rina.send(f"{MONTH}/kunci").status_code == 403
    assert "Dinas Pendidikan" not in beni.get(MONTH).text
    assert beni.get(f"{MONTH}/unit/dikbud").status_code == 404
