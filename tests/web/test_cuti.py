"""Cuti, Dinas Luar, Izin as Wati writes them, as others may not."""

from collections.abc import Callable

import pytest

from appliance.models import Cuti, DirtyDay, HariKerja, Jejak, Penutupan
from tests.cast import NOW, TODAY, Cast
from tests.web.conftest import Browser

FORM = {"jenis": "tahunan", "mulai": "2026-10-05", "selesai": "2026-10-07", "nomor_surat": "851/12/2026"}


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


def test_wati_writes_budis_leave_and_finds_it_in_the_list(wati: Browser, cast: Cast) -> None:
    HariKerja.create(pegawai=cast.budi.pegawai, tanggal=TODAY, keadaan="kerja", kerja=True)
    answer = wati.send("/cuti", {**FORM, "nip": cast.budi.nip})
    assert answer.status_code == 303
    row = Cuti.get()
    assert (row.pegawai.nip, row.jenis, row.nomor_surat) == (cast.budi.nip, "tahunan", "851/12/2026")
    assert DirtyDay.select().where(DirtyDay.pegawai == cast.budi.pegawai).count() == 3
    page = wati.get(answer.headers["Location"]).text
    assert "Budi Hartono" in page
    assert "851/12/2026" in page
    trail = Jejak.select().where(Jejak.objek == "cuti").get()
    assert (trail.aksi, trail.pelaku, trail.kunci) == ("catat", "Wati Lestari", f"{cast.budi.nip}/tahunan/2026-10-05")


def test_a_duty_of_many_is_one_form(wati: Browser, cast: Cast) -> None:
    nips = [cast.budi.nip, cast.siti.nip, cast.beni.nip]
    answer = wati.send("/cuti", {**FORM, "jenis": "dinas_luar", "nip": nips})
    assert answer.status_code == 303
    assert Cuti.select().count() == 3


def test_the_same_form_sent_twice_is_one_record(wati: Browser, cast: Cast) -> None:
    for _ in range(2):
        assert wati.send("/cuti", {**FORM, "nip": cast.budi.nip}).status_code == 303
    assert Cuti.select().count() == 1
    assert "sudah tersimpan" in wati.get("/cuti").text


def test_an_overlap_is_refused_beside_the_names_and_what_was_typed_stays(wati: Browser, cast: Cast) -> None:
    wati.send("/cuti", {**FORM, "nip": cast.budi.nip})
    answer = wati.send("/cuti", {**FORM, "jenis": "sakit", "mulai": "2026-10-07", "selesai": "2026-10-09",
                                 "nomor_surat": "surat dokter 7", "nip": [cast.budi.nip, cast.siti.nip]})  # fmt: skip
    assert answer.status_code == 422
    assert "Budi Hartono sudah tercatat cuti tahunan 05-10-2026 sampai 07-10-2026, surat 851/12/2026." in answer.text
    assert 'value="surat dokter 7"' in answer.text
    assert f'value="{cast.siti.nip}" checked' in answer.text
    assert Cuti.select().count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"selesai": "2026-10-01"}, "Selesai lebih awal daripada mulai."),
        ({"mulai": "30-02-2026"}, "bukan tanggal yang ada"),
        ({"mulai": ""}, "Mulai wajib diisi."),
        ({"jenis": "libur"}, "Pilih jenis."),
        ({"nomor_surat": " "}, "Nomor surat wajib diisi."),
        ({"nip": ""}, "Pilih pegawai."),
    ],
)
def test_what_is_wrong_is_said_in_words(wati: Browser, cast: Cast, change: dict[str, str], said: str) -> None:
    answer = wati.send("/cuti", {**FORM, "nip": cast.budi.nip, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert Cuti.select().count() == 0


def test_joko_of_another_office_is_not_found(wati: Browser, cast: Cast) -> None:
    assert wati.send("/cuti", {**FORM, "nip": cast.joko.nip}).status_code == 404
    assert wati.send("/cuti?opd=dikbud", {**FORM, "nip": cast.joko.nip}).status_code == 404
    assert wati.get("/cuti?opd=dikbud").status_code == 404
    other = Cuti.create(pegawai=cast.joko.pegawai, jenis="sakit", mulai=TODAY, selesai=TODAY)
    assert wati.get(f"/cuti/{other.id}").status_code == 404
    assert wati.send(f"/cuti/{other.id}/tarik").status_code == 404
    assert Cuti.select().count() == 1


def test_nia_of_the_puskesmas_is_written_under_her_own_office(wati: Browser, cast: Cast) -> None:
    refused = wati.send("/cuti", {**FORM, "nip": cast.nia.nip})
    assert refused.status_code == 422
    assert "Nia Marlina tidak ditempatkan di Dinas Kesehatan" in refused.text
    assert wati.send("/cuti?opd=ipuh", {**FORM, "nip": cast.nia.nip}).status_code == 303


def test_a_leave_taken_back_is_gone_and_its_days_are_judged_again(wati: Browser, cast: Cast) -> None:
    HariKerja.create(pegawai=cast.budi.pegawai, tanggal=TODAY, keadaan="kerja", kerja=True)
    wati.send("/cuti", {**FORM, "nip": cast.budi.nip})
    DirtyDay.delete().execute()
    row = Cuti.get()
    assert "3 hari Budi Hartono akan dinilai lagi" in wati.get(f"/cuti/{row.id}").text
    assert wati.send(f"/cuti/{row.id}/tarik").status_code == 303
    assert Cuti.select().count() == 0
    assert DirtyDay.select().count() == 3
    assert wati.send(f"/cuti/{row.id}/tarik").status_code == 404


def test_others_look_and_write_nothing(as_: Callable[[str], Browser], cast: Cast) -> None:
    for name in ("hadi", "rina", "dewi", "tuti"):
        browser = as_(name)
        page = browser.get("/cuti?opd=dinkes")
        assert page.status_code == 200
        assert "Catat cuti" not in page.text
        assert browser.send("/cuti?opd=dinkes", {**FORM, "nip": cast.budi.nip}).status_code == 403
    assert Cuti.select().count() == 0


def test_writing_into_a_locked_month_says_what_becomes_of_it(wati: Browser, cast: Cast) -> None:
    Penutupan.create(bulan="2026-10", opd=cast.opd["dinkes"], kapan=NOW, pelaku="Tuti", peraturan=[], hash_peraturan="",
                     hash_fakta="", hash="", orang=5, tpp=0, bersih=0, tanpa=[])  # fmt: skip
    answer = wati.send("/cuti", {**FORM, "nip": cast.budi.nip})
    assert "kekurangan atau kelebihan TPP" in wati.get(answer.headers["Location"]).text
