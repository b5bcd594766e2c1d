"""The office's month: looked through by Wati, signed by Hadi, undone with a reason until it is locked."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from appliance.models import HariKerja, Koreksi, Langkah, Penutupan, Peran, Periksa, Perkiraan, PutusanKoreksi
from tests.cast import NOW, SINCE, Cast
from tests.web.conftest import Browser

MONTH = "2026-09"
HERE = "?opd=dinkes&bulan=2026-09"
PEOPLE = ("hadi", "siti", "budi", "wati", "beni")


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


@pytest.fixture
def september(cast: Cast) -> None:
    """Everybody came every working day of September, but Budi not on two and Siti without going on one."""
    cast.opd["dinkes"].data_sampai = date(2026, 10, 15)
    cast.opd["dinkes"].save()
    for name in PEOPLE:
        for i in range(30):
            day = date(2026, 9, 1) + timedelta(days=i)
            works = day.weekday() < 5
            away = works and name == "budi" and i in (6, 7)
            short = works and name == "siti" and i == 8
            HariKerja.create(pegawai=cast.people[name].pegawai, tanggal=day, keadaan="kerja" if works else "libur",
                             kerja=works, tanpa_keterangan=away, tanpa_pulang=short)  # fmt: skip


def order(page: str) -> list[str]:
    """The people of the list, in the order shown."""
    body = page[page.index('<ul class="rows">') :]
    names = ("Hadi", "Siti", "Budi", "Wati", "Beni")
    return sorted(names, key=lambda name: body.index(f">{name} "))


@pytest.mark.usefixtures("september")
def test_who_stands_out_comes_first_and_says_why(wati: Browser) -> None:
    page = wati.get(f"/verifikasi{HERE}").text
    assert order(page)[:2] == ["Budi", "Siti"]
    assert "2 tanpa keterangan" in page
    assert "1 presensi tidak lengkap" in page


@pytest.mark.usefixtures("september")
def test_what_the_estimate_lacks_stands_out_too(wati: Browser, cast: Cast) -> None:
    zero = dict.fromkeys(
        ("pagu", "tpp_kinerja", "tpp_kehadiran", "potongan_hukdis", "tpp", "bpjs_4", "bpjs_1", "pph_21", "bersih"), 0
    )
    told = {"rincian": [], "potongan": [], "kurang": [], "catatan": ["belum ada predikat"]}
    Perkiraan.create(pegawai=cast.beni.pegawai, bulan=MONTH, persen_kinerja="0", persen_potongan_kehadiran="0",
                     dihitung=NOW, **told, **zero)  # fmt: skip
    page = wati.get(f"/verifikasi{HERE}").text
    assert order(page)[2] == "Beni"
    assert "belum ada predikat" in page


@pytest.mark.usefixtures("september")
def test_nothing_is_verified_before_all_that_stand_out_were_looked_at(wati: Browser, cast: Cast) -> None:
    refused = wati.send(f"/verifikasi{HERE}")
    assert refused.status_code == 422
    assert "2 pegawai dengan catatan belum diperiksa." in refused.text
    assert wati.send(f"/verifikasi/periksa{HERE}", {"nip": cast.budi.nip}).status_code == 303
    assert "1 pegawai ditandai" in wati.get(f"/verifikasi{HERE}").text
    wati.send(f"/verifikasi/periksa{HERE}", {"semua": "ya"})
    assert {row.pegawai.nip for row in Periksa.select()} == {cast.budi.nip, cast.siti.nip}
    assert wati.send(f"/verifikasi{HERE}").status_code == 303
    assert Langkah.get().langkah == "verifikasi"


@pytest.mark.usefixtures("september")
def test_an_exception_that_came_meanwhile_keeps_a_stale_page_from_verifying(wati: Browser, cast: Cast) -> None:
    wati.send(f"/verifikasi/periksa{HERE}", {"semua": "ya"})
    HariKerja.update(tanpa_keterangan=True).where(
        (HariKerja.pegawai == cast.beni.pegawai) & (HariKerja.tanggal == date(2026, 9, 10))
    ).execute()
    refused = wati.send(f"/verifikasi{HERE}")
    assert refused.status_code == 422
    assert "1 pegawai dengan catatan belum diperiksa." in refused.text


def verified(wati: Browser) -> None:
    wati.send(f"/verifikasi/periksa{HERE}", {"semua": "ya"})
    assert wati.send(f"/verifikasi{HERE}").status_code == 303


@pytest.mark.usefixtures("september")
def test_the_kepala_signs_what_the_operator_verified(wati: Browser, as_: Callable[[str], Browser]) -> None:
    hadi = as_("hadi")
    assert "sesudah operator memverifikasi" in hadi.send(f"/verifikasi/sahkan{HERE}").text
    verified(wati)
    page = hadi.get(f"/verifikasi{HERE}").text
    assert "5 pegawai, 110 hari kerja, 2 hari tanpa keterangan" in page
    for _ in range(2):
        assert hadi.send(f"/verifikasi/sahkan{HERE}").status_code == 303
    assert [row.langkah for row in Langkah.select()] == ["verifikasi", "pengesahan"]
    assert wati.send(f"/verifikasi/sahkan{HERE}").status_code == 403


@pytest.mark.usefixtures("september")
def test_one_person_with_both_roles_does_not_sign_alone(wati: Browser, cast: Cast) -> None:
    Peran.create(pengguna=cast.wati.pengguna, peran="kepala", opd=cast.opd["dinkes"], mulai=SINCE)
    verified(wati)
    answer = wati.send(f"/verifikasi/sahkan{HERE}")
    assert answer.status_code == 422
    assert "bukan yang memverifikasinya" in answer.text


@pytest.mark.usefixtures("september")
def test_undone_with_a_reason_the_signature_falls_too(wati: Browser, as_: Callable[[str], Browser]) -> None:
    verified(wati)
    as_("hadi").send(f"/verifikasi/sahkan{HERE}")
    assert wati.send(f"/verifikasi/batal{HERE}", {"alasan": " "}).status_code == 422
    assert wati.send(f"/verifikasi/batal{HERE}", {"alasan": "cuti Budi terlambat masuk"}).status_code == 303
    assert Langkah.select().where(Langkah.dibatalkan.is_null()).count() == 0
    assert "Tahap ini sudah dibatalkan" in wati.send(f"/verifikasi/batal{HERE}", {"alasan": "lagi"}).text


@pytest.mark.usefixtures("september")
def test_a_locked_month_is_not_undone(wati: Browser, cast: Cast) -> None:
    verified(wati)
    Penutupan.create(bulan=MONTH, opd=cast.opd["dinkes"], kapan=NOW, pelaku="Tuti", peraturan=[], hash_peraturan="",
                     hash_fakta="", hash="", orang=5, tpp=0, bersih=0, tanpa=[])  # fmt: skip
    answer = wati.send(f"/verifikasi/batal{HERE}", {"alasan": "salah"})
    assert answer.status_code == 422
    assert "sudah dikunci" in answer.text
    assert "Dikunci" in wati.get(f"/verifikasi{HERE}").text


@pytest.mark.usefixtures("september")
def test_days_without_data_and_a_month_that_lasts_cannot_be_verified(wati: Browser, cast: Cast) -> None:
    cast.opd["dinkes"].data_sampai = date(2026, 9, 20)
    cast.opd["dinkes"].save()
    assert "Data baru sampai 20-09-2026" in wati.get(f"/verifikasi{HERE}").text
    assert wati.send(f"/verifikasi{HERE}").status_code == 422
    assert "Bulan ini belum selesai" in wati.send("/verifikasi?opd=dinkes&bulan=2026-10").text


@pytest.mark.usefixtures("september")
def test_another_office_is_not_there(wati: Browser, cast: Cast) -> None:
    assert wati.get("/verifikasi?opd=dikbud").status_code == 404
    assert wati.send("/verifikasi?opd=dikbud&bulan=2026-09").status_code == 404
    assert wati.send(f"/verifikasi/periksa{HERE}", {"nip": cast.joko.nip}).status_code == 404


@pytest.mark.usefixtures("september")
def test_a_correction_that_nobody_decided_keeps_the_month_open_so_that_nobody_loses_by_it(
    wati: Browser, cast: Cast
) -> None:
    row = Koreksi.create(pegawai=cast.budi.pegawai, tanggal=date(2026, 9, 7), masuk=time(7, 30), alasan="Tugas luar",
                         diajukan=NOW)  # fmt: skip
    wati.send(f"/verifikasi/periksa{HERE}", {"semua": "ya"})
    assert "1 koreksi presensi menunggu putusan" in wati.get(f"/verifikasi{HERE}").text
    assert wati.send(f"/verifikasi{HERE}").status_code == 422
    PutusanKoreksi.create(koreksi=row, setuju="tidak", kapan=NOW)
    assert wati.send(f"/verifikasi{HERE}").status_code == 303
