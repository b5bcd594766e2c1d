"""A decree comes as a file, waits as a draft, and binds when a second person says so."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from appliance.exchange.peraturan_berkas import regional
from appliance.models.hari_kerja import DirtyMonth
from appliance.models.jejak import Pelaku
from appliance.models.peraturan import Pemberlakuan, PeraturanTeks, enact, propose
from appliance.models.perkiraan import Perkiraan, store
from tests.cast import NOW, Cast
from tests.web.conftest import Browser

TEXT = """
[peraturan]
id = "perbup-1-2027"
nama = "Perbup Nomor 1 Tahun 2027"
tentang = "TPP"
diundangkan = 2026-09-01
berlaku = 2026-10-01

[kehadiran.tanpa_apel]
pasal = "Pasal 7"
satuan = "persen sehari kerja"
nilai = 1.5

[tpp.pagu]
pasal = "Pasal 2"
satuan = "rupiah sebulan"
contoh = true
nilai = { 7 = 1_200_000 }
"""
HERE = "/peraturan/perbup-1-2027"


def upload(browser: Browser, text: str = TEXT) -> int:
    return browser.send("/peraturan/baru", {"berkas": (BytesIO(text.encode()), "perbup.toml")}).status_code


def test_what_is_wrong_is_listed_entry_by_entry_and_nothing_is_stored(tuti: Browser) -> None:
    wrong = TEXT.replace('pasal = "Pasal 7"\n', "") + "\n[kehadiran.telat]\npasal = 'x'\nsatuan = 'x'\nnilai = 1\n"
    answer = tuti.send("/peraturan/baru", {"berkas": (BytesIO(wrong.encode()), "perbup.toml")})
    assert answer.status_code == 422
    for part in ("kehadiran.tanpa_apel", "pasal wajib diisi", "kehadiran.telat", "kunci tidak dikenal"):
        assert part in answer.text
    assert not PeraturanTeks.select().exists()
    assert tuti.send("/peraturan/baru", {"berkas": (BytesIO(b"\xff\xfe"), "a.toml")}).status_code == 422


def test_entries_show_value_unit_article_and_whether_they_are_an_example(tuti: Browser) -> None:
    assert upload(tuti) == 303
    page = tuti.get(HERE).text
    assert "1,5" in page
    assert "Pasal 7" in page
    assert "7: 1.200.000" in page
    assert "1 dari 2 ketentuan masih contoh" in page
    assert "naskah.toml" in page
    assert tuti.get(f"{HERE}/naskah.toml").text == TEXT


def test_who_uploaded_does_not_put_in_force_another_does_once(tuti: Browser, siti: Browser) -> None:
    upload(tuti)
    assert "Berlakukan 2" not in tuti.get(HERE).text
    refused = tuti.send(f"{HERE}/berlakukan")
    assert refused.status_code == 422
    assert "orang lain" in refused.text
    assert "Berlakukan 2" in siti.get(HERE).text
    for _ in range(2):
        assert siti.send(f"{HERE}/berlakukan").status_code == 303
    assert Pemberlakuan.select().count() == 1
    assert "Siti Rahmawati" in siti.get(HERE).text


def test_what_was_computed_since_it_binds_is_marked(tuti: Browser, siti: Browser, cast: Cast) -> None:
    zero = dict.fromkeys(("pagu", "tpp_kinerja", "tpp_kehadiran", "potongan_hukdis", "tpp", "bpjs_4", "bpjs_1"), 0)
    row = {**zero, "pph_21": 0, "bersih": 0, "contoh": 0, "pegawai": cast.budi.pegawai.id, "opd": None,
           "kelas_jabatan": 8, "persen_kinerja": "0", "persen_potongan_kehadiran": "0", "rincian": [], "potongan": [],
           "kurang": [], "catatan": [], "data_sampai": date(2026, 10, 1), "dihitung": NOW}  # fmt: skip
    store([{**row, "bulan": "2026-09"}, {**row, "bulan": "2026-10"}])
    upload(tuti)
    assert not DirtyMonth.select().exists()
    siti.send(f"{HERE}/berlakukan")
    assert [mark.bulan for mark in DirtyMonth.select()] == ["2026-10"]
    assert Perkiraan.select().count() == 2


def test_a_draft_that_contradicts_what_binds_is_refused_with_the_reason(tuti: Browser, siti: Browser) -> None:
    upload(tuti)
    siti.send(f"{HERE}/berlakukan")
    other = TEXT.replace("perbup-1-2027", "perbup-2-2027")
    upload(tuti, other)
    answer = siti.send("/peraturan/perbup-2-2027/berlakukan")
    assert answer.status_code == 422
    assert "tpp.pagu" in answer.text
    assert Pemberlakuan.select().count() == 1


def test_a_better_text_comes_under_another_id_since_no_text_ever_changes(tuti: Browser) -> None:
    upload(tuti)
    answer = tuti.send("/peraturan/baru", {"berkas": (BytesIO(TEXT.replace("1.5", "2").encode()), "perbup.toml")})
    assert answer.status_code == 422
    assert "sudah tersimpan dengan isi lain" in answer.text
    assert upload(tuti, TEXT.replace("1.5", "2").replace("perbup-1-2027", "perbup-1-2027-b")) == 303
    assert PeraturanTeks.select().count() == 2


@pytest.mark.parametrize("name", [name for name, _ in regional()])
def test_the_shipped_decrees_can_be_read_on_the_screen(tuti: Browser, name: str) -> None:
    who = Pelaku(None, "uji", "uji", NOW)
    stored = propose(dict(regional())[name], name, who)
    enact(stored, who)
    assert stored.nama in tuti.get("/peraturan").text
    assert tuti.get(f"/peraturan/{stored.kode}").status_code == 200


def test_others_read_or_are_kept_out(made: Browser, tuti: Browser, as_: Callable[[str], Browser]) -> None:
    upload(tuti)
    assert made.get(HERE).status_code == 200
    assert made.send(f"{HERE}/berlakukan").status_code == 403
    assert as_("rina").send(f"{HERE}/berlakukan").status_code == 403
    assert as_("wati").get("/peraturan").status_code == 403
