"""What stands for a month and every line that made it; who may look, and that looking is recorded."""

from collections.abc import Callable

import pytest

from appliance.models import HasilTpp, Jejak, Penutupan
from appliance.models.jejak import broken
from tests.cast import NOW, Cast
from tests.oktober import live
from tests.web.conftest import Browser
from tests.web.test_kehadiran import text_of


@pytest.fixture(autouse=True)
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


def lock(cast: Cast, tpp: int = 1_234_567) -> None:
    """Siti's October, locked with an amount that no estimate gives."""
    closing = Penutupan.create(
        bulan="2026-10", opd=cast.opd["dinkes"], kapan=NOW, pelaku="Tuti", peraturan=[], hash_peraturan="",
        hash_fakta="", hash="", orang=1, tpp=tpp, bersih=tpp, tanpa=[],
    )  # fmt: skip
    lines = [["2026-10-06", "terlambat", "Terlambat 17 menit", "Pasal 12", "x", "0.5", -4000, 0]]
    HasilTpp.create(
        penutupan=closing, pegawai=cast.siti.pegawai, bulan="2026-10", nip=cast.siti.nip, nama="Siti", jabatan="Analis",
        status_asn="PNS", bank="", rekening="", npwp="", kelas_jabatan=8, pagu=1_600_000, persen_kinerja="100",
        persen_potongan_kehadiran="0.5", tpp_kinerja=tpp, tpp_kehadiran=0, potongan_hukdis=0, tpp=tpp, bpjs_4=0,
        bpjs_1=0, pph_21=0, bersih=tpp, rincian=lines, potongan=[], fakta=b"",
    )  # fmt: skip


def test_every_cut_stands_with_its_day_article_percent_and_rupiah(as_: Callable[[str], Browser]) -> None:
    page = text_of(as_("siti").get("/tpp/2026-10").text)
    assert "Perkiraan TPP" in page
    assert "Sel 6 Okt 2026 Terlambat 17 menit (masuk 07.47)" in page
    assert "Perbup Mukomuko Nomor 10 Tahun 2021 0,50 % −Rp 4.000" in page
    assert "Kam 15 Okt 2026 Tanpa keterangan" in page
    assert "Belum final karena" in page
    assert "bertanda contoh" in page


def test_a_month_that_was_never_computed_says_what_will_stand_there(as_: Callable[[str], Browser]) -> None:
    assert "Belum ada perhitungan Agustus 2026" in as_("siti").get("/tpp/2026-08").text


def test_a_locked_month_wins_over_the_estimate_and_is_no_longer_called_one(
    cast: Cast, as_: Callable[[str], Browser]
) -> None:
    lock(cast)
    page = text_of(as_("siti").get("/tpp/2026-10").text)
    assert "TPP dikunci" in page
    assert "Rp 1.234.567" in page
    assert "Perkiraan" not in page


def test_a_reopened_month_shows_the_estimate_again(cast: Cast, as_: Callable[[str], Browser]) -> None:
    lock(cast)
    Penutupan.update(dibuka=NOW).execute()
    assert "Perkiraan TPP" in as_("siti").get("/tpp/2026-10").text


@pytest.mark.parametrize("name", ["hadi", "beni", "tuti", "rina"])
def test_who_may_look_at_budis_amounts_is_recorded_each_time(
    cast: Cast, as_: Callable[[str], Browser], name: str
) -> None:
    before = Jejak.select().count()
    assert as_(name).get(f"/pegawai/{cast.budi.nip}/tpp/2026-10").status_code == 200
    row = Jejak.select().order_by(Jejak.id.desc()).first()
    assert Jejak.select().count() == before + 1
    assert (row.pelaku, row.aksi, row.kunci) == (
        cast.people[name].pegawai.nama,
        "baca besaran",
        f"{cast.budi.nip} 2026-10",
    )
    assert list(broken()) == []


@pytest.mark.parametrize("name", ["wati", "made", "andi", "dewi", "joko", "nia"])
def test_amounts_of_budi_are_not_there_for_others(cast: Cast, as_: Callable[[str], Browser], name: str) -> None:
    before = Jejak.select().count()
    assert as_(name).get(f"/pegawai/{cast.budi.nip}/tpp/2026-10").status_code == 404
    assert Jejak.select().count() == before


def test_ones_own_page_is_not_recorded(cast: Cast, as_: Callable[[str], Browser]) -> None:
    before = Jejak.select().count()
    as_("siti").get("/tpp/2026-10")
    as_("siti").get(f"/pegawai/{cast.siti.nip}/tpp/2026-10")
    assert Jejak.select().count() == before
