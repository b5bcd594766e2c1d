"""How the performance part came about, on a screen: items, minutes or predikat, live and as it was locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from appliance.models import HasilTpp, Jejak, Laporan, Pegawai, Penutupan, Persetujuan, Skp
from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.fakta_json import pack
from appliance.models.peraturan import enact, fingerprint, in_force, propose, rak
from tests.cast import NOW, Cast
from tests.oktober import ADMIN, live
from tests.web.conftest import Browser
from tests.web.test_kehadiran import text_of

As = Callable[[str], Browser]
PATH = "/tpp/2026-10/kinerja"


@pytest.fixture(autouse=True)
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


def approved(person: Pegawai, day: int, hour: int, until: int, volume: str | None = None) -> None:
    Laporan.create(
        pegawai=person, tanggal=date(2026, 10, day), mulai=time(hour), selesai=time(until), uraian="Rekap",
        status="disetujui", butir_skp="1" if volume else None, volume=Decimal(volume) if volume else None,
        dikirim=datetime(2026, 10, day, 16),
    )  # fmt: skip


def targets(person: Pegawai) -> None:
    for butir, target in (("1", "20"), ("2", "4")):
        Skp.create(pegawai=person, bulan="2026-10", butir=butir, rhk=f"Hasil {butir}", indikator="jumlah",
                   satuan="berkas", target=Decimal(target))  # fmt: skip


def method(metode: str) -> None:
    text = f"""[peraturan]
id = "cara-{metode}"
nama = "Perbup Cara"
tentang = "Kinerja"
diundangkan = 2026-01-02
berlaku = 2026-01-02
[kinerja.metode]
pasal = "Pasal 9"
satuan = "pilihan"
nilai = "{metode}"
[kinerja.menit_efektif]
pasal = "Pasal 10"
satuan = "menit"
nilai = 300
"""
    enact(propose(text, f"{metode}.toml", ADMIN), ADMIN)


def test_each_target_stands_with_what_was_approved_of_it(cast: Cast, as_: As) -> None:
    targets(cast.budi.pegawai)
    approved(cast.budi.pegawai, 5, 8, 10, "2.5")
    approved(cast.budi.pegawai, 6, 8, 10, "2.5")
    page = text_of(as_("budi").get(PATH).text)
    assert "Kinerja sampai saat ini 22,9167 %" in page
    assert "1 Hasil 1 20 5 sama 45,8333 %" in page
    assert "2 Hasil 2 4 0 sama 0,00 %" in page
    assert "Perkiraan: target SKP sebanding dengan 12 dari 22 hari kerja" in page
    assert "2 laporan yang disetujui" in page
    assert "Sen 5 Okt 2026 · 08.00 – 10.00 SKP 1: 2,5" in page


def test_minutes_of_a_day_count_once_and_not_beyond_what_is_effective(cast: Cast, as_: As) -> None:
    method("menit")
    approved(cast.budi.pegawai, 5, 8, 12)
    approved(cast.budi.pegawai, 5, 10, 16)
    page = text_of(as_("budi").get(PATH).text)
    assert "300 menit diakui dari" in page
    assert "Sen 5 Okt 2026 480 menit 300 menit" in page


def test_under_predikat_it_says_which_and_what_is_missing(cast: Cast, as_: As) -> None:
    method("predikat")
    assert "Kinerja, predikat baik" in text_of(as_("budi").get(PATH).text)


def test_an_approval_is_seen_at_once(cast: Cast, as_: As) -> None:
    targets(cast.budi.pegawai)
    row = Laporan.create(pegawai=cast.budi.pegawai, tanggal=date(2026, 10, 15), mulai=time(8), selesai=time(9),
                         uraian="Rekap", butir_skp="1", volume=Decimal(20), dikirim=NOW)  # fmt: skip
    assert "Kinerja sampai saat ini 0,00 %" in text_of(as_("budi").get(PATH).text)
    siti = as_("siti")
    page = siti.get(f"/persetujuan/{cast.budi.nip}").text
    assert "SKP 1 Hasil 1 (berkas): volume 20" in text_of(page)
    mark = page.partition('name="pilih" value="')[2].partition('"')[0]
    siti.send(f"/persetujuan/{cast.budi.nip}/setujui", {"pilih": mark})
    assert Laporan.get_by_id(row.id).status == "disetujui"
    assert "Kinerja sampai saat ini 50,00 %" in text_of(as_("budi").get(PATH).text)


def test_a_locked_month_is_told_from_what_was_locked(cast: Cast, as_: As) -> None:
    targets(cast.budi.pegawai)
    approved(cast.budi.pegawai, 5, 8, 10, "10")
    facts = FaktaBulan([cast.budi.pegawai.id], "2026-10").of(cast.budi.pegawai.id, rak())
    closing = Penutupan.create(
        bulan="2026-10", opd=cast.opd["dinkes"], kapan=NOW, pelaku="Tuti", peraturan=fingerprint(in_force()),
        hash_peraturan="", hash_fakta="", hash="", orang=1, tpp=1, bersih=1, tanpa=[],
    )  # fmt: skip
    HasilTpp.create(
        penutupan=closing, pegawai=cast.budi.pegawai, bulan="2026-10", nip=cast.budi.nip, nama="Budi", jabatan="Analis",
        status_asn="PNS", bank="", rekening="", npwp="", kelas_jabatan=8, pagu=1, persen_kinerja="25",
        persen_potongan_kehadiran="0", tpp_kinerja=1, tpp_kehadiran=0, potongan_hukdis=0, tpp=1, bpjs_4=0, bpjs_1=0,
        pph_21=0, bersih=1, rincian=[], potongan=[], fakta=pack(facts),
    )  # fmt: skip
    Laporan.delete().execute()
    page = text_of(as_("budi").get(PATH).text)
    assert "Kinerja dikunci" in page
    assert "1 Hasil 1 20 10 sama 50,00 %" in page
    assert "1 laporan yang disetujui" in page


def test_points_off_for_undecided_reports_are_told(cast: Cast, as_: As) -> None:
    approved(cast.budi.pegawai, 5, 8, 9)
    Persetujuan.create(laporan=Laporan.get(), putusan="disetujui", atasan=cast.siti.pegawai, aturan="Pasal 21",
                       kapan=NOW)  # fmt: skip
    page = text_of(as_("siti").get(PATH).text)
    assert "dikurangi 5,00 % karena laporan bawahan disetujui menurut aturan" in page


@pytest.mark.parametrize(("name", "status"), [("siti", 200), ("rina", 200), ("joko", 404), ("wati", 404)])
def test_the_superior_and_the_inspector_see_the_same_and_it_is_recorded(
    cast: Cast, as_: As, name: str, status: int
) -> None:
    before = Jejak.select().count()
    assert as_(name).get(f"/pegawai/{cast.budi.nip}{PATH}").status_code == status
    assert (Jejak.select().count() > before) is (status == 200)
