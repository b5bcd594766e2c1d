"""Made brings in tables from the browser: looked through, entered, listed, taken back."""

from collections.abc import Callable
from io import BytesIO

import pytest

from appliance.exchange.kinds import KINDS
from appliance.models.impor import Impor
from appliance.models.jejak import Jejak
from appliance.models.kalender import Libur
from appliance.models.tugas import Tugas
from appliance.web.impor_kata import ABOUT, NAMES
from tests.cast import Cast
from tests.web.conftest import Browser

Work = Callable[[], Tugas]
GOOD = "tanggal,nama,jenis\n2026-12-09,Pilkada,daerah\n2026-12-10,Hari Jadi,daerah\n"


def send(browser: Browser, jenis: str, text: str | bytes, name: str = "libur.csv") -> str:
    data = text.encode() if isinstance(text, str) else text
    answer = browser.send(f"/impor-data/baru/{jenis}", {"berkas": (BytesIO(data), name)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def entered(browser: Browser, work: Work, text: str, jenis: str = "libur") -> Impor:
    where = send(browser, jenis, text)
    work()
    browser.send(where)
    work()
    found: Impor = Impor.select().order_by(Impor.id.desc()).get()
    return found


def test_nothing_is_stored_before_the_preview_was_confirmed(made: Browser, work: Work) -> None:
    where = send(made, "libur", GOOD)
    assert "Memeriksa berkas" in made.get(where).text
    work()
    page = made.get(where).text
    assert "Masukkan 2 baris" in page
    assert "Hari Jadi" in page
    assert not Libur.select().where(Libur.nama == "Hari Jadi").exists()
    going = made.send(where).headers["Location"]
    work()
    assert "Impor selesai" in made.get(going).text
    assert Libur.select().where(Libur.nama == "Hari Jadi").count() == 1


def test_a_changed_row_shows_what_stood_and_what_will_stand(made: Browser, work: Work) -> None:
    entered(made, work, GOOD)
    where = send(made, "libur", GOOD.replace("Pilkada", "Pemilihan Bupati"))
    work()
    page = made.get(where).text
    assert "<del>Pilkada</del> <b>Pemilihan Bupati</b>" in page
    assert "Masukkan 1 baris" in page


def test_refused_rows_name_line_column_and_reason_and_nothing_enters(made: Browser, work: Work) -> None:
    where = send(made, "libur", GOOD + "2026-02-30,Salah,daerah\n")
    work()
    page = made.get(where).text
    assert "tidak ada dalam kalender" in page
    assert '<th scope="row">Baris 4</th>' in page
    made.send(where)
    assert "Perbaiki berkasnya" in made.get(where).text
    assert not Impor.select().exists()
    made.send(where, {"sebagian": "ya"})
    work()
    assert (Impor.get().baru, len(Impor.get().penolakan)) == (2, 1)


def test_a_photo_is_refused_in_words(made: Browser, work: Work) -> None:
    where = send(made, "pegawai", b"\xff\xd8\xff" + bytes(100), "foto.jpg")
    work()
    page = made.get(where).text
    assert "foto JPEG" in page
    assert "Belum ada yang berubah" in page


def test_an_import_is_listed_and_taken_back_as_a_whole(made: Browser, work: Work) -> None:
    impor = entered(made, work, GOOD)
    assert "2 baru" in made.get("/impor-data").text
    assert "Tarik 2 baris" in made.get(f"/impor-data/{impor.id}").text
    where = made.send(f"/impor-data/{impor.id}/tarik").headers["Location"]
    work()
    assert "Impor ditarik" in made.get(where).text
    assert not Libur.select().exists()
    assert made.send(f"/impor-data/{impor.id}/tarik").headers["Location"].endswith(f"/impor-data/{impor.id}")


def test_the_same_upload_twice_at_once_enters_once(made: Browser, work: Work) -> None:
    where = send(made, "libur", GOOD)
    work()
    assert made.send(where).headers["Location"] == made.send(where).headers["Location"]
    work()
    assert Impor.select().count() == 1


def test_a_worker_that_was_cut_off_after_entering_does_not_enter_again(made: Browser, work: Work) -> None:
    impor = entered(made, work, GOOD)
    Tugas.update(keadaan="berjalan").where(Tugas.jenis == "impor").execute()
    work()
    assert Impor.select().count() == 1
    assert Tugas.select().order_by(Tugas.id.desc()).get().hasil == {"impor": impor.id}


@pytest.mark.parametrize("jenis", [jenis for jenis in KINDS if jenis != "peran"])
def test_every_kind_has_its_form_words_and_empty_file(made: Browser, jenis: str) -> None:
    page = made.get(f"/impor-data/baru/{jenis}").text
    assert NAMES[jenis].lower() in page
    assert jenis in ABOUT
    header = made.get(f"/impor-data/baru/{jenis}/contoh.csv").text.strip().split(",")
    assert header == [kolom.nama for kolom in KINDS[jenis].kolom]


def test_each_team_brings_its_own_tables(
    made: Browser, tuti: Browser, as_: Callable[[str], Browser], work: Work, cast: Cast
) -> None:
    assert made.get("/impor-data/baru/peran").status_code == 404
    assert tuti.get("/impor-data/baru/pegawai").status_code == 404
    assert tuti.get("/impor-data/baru/libur").status_code == 200
    assert tuti.send("/impor-data/baru/pegawai", {"berkas": (BytesIO(b"x"), "x.csv")}).status_code == 404
    opd = entered(made, work, "kode,nama,jenis,jalur\nbaru,Kantor Baru,dinas,lan\n", "opd")
    assert tuti.get(f"/impor-data/{opd.id}").status_code == 404
    rina = as_("rina")
    assert rina.get(f"/impor-data/{opd.id}").status_code == 200
    assert "Tarik " not in rina.get(f"/impor-data/{opd.id}").text
    assert rina.send(f"/impor-data/{opd.id}/tarik").status_code == 403
    assert as_("wati").get("/impor-data").status_code == 403


def test_a_form_without_a_file_says_so(made: Browser) -> None:
    answer = made.send("/impor-data/baru/libur")
    assert answer.status_code == 422
    assert "Pilih berkas" in answer.text


def test_who_looks_at_salaries_that_were_brought_in_is_recorded(
    made: Browser, tuti: Browser, work: Work, cast: Cast
) -> None:
    text = f"nip,mulai,golongan,ptkp,gaji_bruto,dasar_bpjs\n{cast.budi.nip},2026-11-01,III/c,K/1,4900000,4600000\n"
    where = send(made, "gaji", text, "gaji.csv")
    made.get(where)  # nothing to see yet
    assert not Jejak.select().where(Jejak.aksi == "baca besaran").exists()
    work()
    assert "4900000" in made.get(where).text
    made.send(where)
    work()
    number = Impor.get(Impor.jenis == "gaji").id
    assert "4900000" in tuti.get(f"/impor-data/{number}").text
    read = list(Jejak.select(Jejak.pelaku, Jejak.kunci).where(Jejak.aksi == "baca besaran").tuples())
    assert read == [(cast.made.pegawai.nama, where), (cast.tuti.pegawai.nama, f"/impor-data/{number}")]
