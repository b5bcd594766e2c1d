"""Attendance sheets by hand, rosters, and the list of people, for an office as small as Puskesmas Ipuh."""

from collections.abc import Callable
from datetime import date, time

import pytest

from appliance.models import DirtyDay, HariKerja, Jadwal, Jejak, Opd, PernyataanData, PresensiManual, Roster
from tests.cast import Cast
from tests.web.conftest import Browser

SHEET = "/presensi-manual/2026-10-12?opd=ipuh"
ROSTER = "?opd=ipuh&bulan=2026-10"


@pytest.fixture
def wati(as_: Callable[[str], Browser]) -> Browser:
    return as_("wati")


def marks(cast: Cast, masuk: str, pulang: str, nomor: str = "005/1") -> dict[str, str]:
    return {"ada": cast.nia.nip, "nomor_surat": nomor, f"m-{cast.nia.nip}": masuk, f"p-{cast.nia.nip}": pulang}


def test_a_sheet_is_written_corrected_and_emptied(wati: Browser, cast: Cast) -> None:
    assert wati.send(SHEET, marks(cast, "07:25", "14:50")).status_code == 303
    row = PresensiManual.get()
    assert (row.masuk, row.pulang, row.nomor_surat) == (time(7, 25), time(14, 50), "005/1")
    assert 'value="07:25"' in wati.get(SHEET).text
    assert DirtyDay.select().where(DirtyDay.pegawai == cast.nia.pegawai).count() == 1
    before = Jejak.select().count()
    wati.send(SHEET, marks(cast, "07:25", "14:50"))
    assert Jejak.select().count() == before
    wati.send(SHEET, marks(cast, "07:25", ""))
    assert PresensiManual.get().pulang is None
    wati.send(SHEET, marks(cast, "", ""))
    assert PresensiManual.select().count() == 0


def test_a_wrong_time_comes_back_as_typed(wati: Browser, cast: Cast) -> None:
    answer = wati.send(SHEET, marks(cast, "27:25", "14:50"))
    assert answer.status_code == 422
    assert "Nia Marlina, masuk bukan jam yang ada" in answer.text
    assert 'value="14:50"' in answer.text
    assert wati.send(SHEET, marks(cast, "07:25", "", nomor="")).status_code == 422
    assert wati.send("/presensi-manual/2026-10-20?opd=ipuh", marks(cast, "07:25", "")).status_code == 422
    assert PresensiManual.select().count() == 0


def test_budi_of_the_dinas_does_not_enter_the_sheet_of_the_puskesmas(wati: Browser, cast: Cast) -> None:
    answer = wati.send(SHEET, {"ada": cast.budi.nip, "nomor_surat": "1", f"m-{cast.budi.nip}": "07:00"})
    assert answer.status_code == 422
    assert PresensiManual.select().count() == 0


def test_declared_complete_the_days_are_covered(wati: Browser, cast: Cast) -> None:
    form = {"sampai": "2026-10-17", "nomor_surat": "005/9", "alasan": ""}
    for _ in range(2):
        assert wati.send("/presensi-manual/pernyataan?opd=ipuh", form).status_code == 303
    assert PernyataanData.select().count() == 1
    assert Opd.get(Opd.kode == "ipuh").data_sampai == date(2026, 10, 17)
    early = wati.send("/presensi-manual/pernyataan?opd=ipuh", {**form, "sampai": "2026-10-19"})
    assert early.status_code == 422
    assert "paling jauh sampai kemarin" in early.text


def test_a_month_of_shifts_is_written_in_one_form(wati: Browser, cast: Cast) -> None:
    Jadwal.create(kode="PAGI", hari=1, masuk=time(7), pulang=time(14))
    HariKerja.create(pegawai=cast.nia.pegawai, tanggal=date(2026, 10, 1), keadaan="kerja", kerja=True)
    path = f"/roster/{cast.nia.nip}{ROSTER}"
    assert wati.send(path, {"h-1": "PAGI", "h-2": "LIBUR"}).status_code == 303
    assert {row.tanggal.day: row.kode_jadwal for row in Roster.select()} == {1: "PAGI", 2: "LIBUR"}
    assert DirtyDay.select().count() == 2
    assert "1&nbsp;PAGI" in wati.get(f"/roster{ROSTER}").text
    assert wati.send(path, {"h-1": "PAGI"}).status_code == 303
    assert [row.tanggal.day for row in Roster.select()] == [1]
    wrong = wati.send(path, {"h-3": "MALAM"})
    assert wrong.status_code == 422
    assert "Kode MALAM tidak dikenal." in wrong.text


def test_a_roster_of_another_office_is_not_there(wati: Browser, cast: Cast) -> None:
    assert wati.get(f"/roster/{cast.joko.nip}?bulan=2026-10").status_code == 404
    assert wati.send(f"/roster/{cast.joko.nip}?bulan=2026-10", {"h-1": "LIBUR"}).status_code == 404


def test_people_are_found_by_name_or_nip(wati: Browser, cast: Cast) -> None:
    everybody = wati.get("/pegawai").text
    assert "6 pegawai" in everybody
    assert "Joko" not in everybody
    found = wati.get("/pegawai?cari=marl").text
    assert "Nia Marlina" in found
    assert "Budi" not in found
    spaced = f"{cast.nia.nip[:8]} {cast.nia.nip[8:]}"
    assert "Nia Marlina" in wati.get(f"/pegawai?cari={spaced}").text
    assert "Tidak ditemukan" in wati.get("/pegawai?cari=joko").text


def test_a_persons_page_shows_amounts_to_nobody_but_those_who_may(
    wati: Browser, as_: Callable[[str], Browser], cast: Cast
) -> None:
    assert f"/pegawai/{cast.budi.nip}/tpp/2026-10" not in wati.get(f"/pegawai/{cast.budi.nip}").text
    assert f"/pegawai/{cast.budi.nip}/tpp/2026-10" in as_("hadi").get(f"/pegawai/{cast.budi.nip}").text
    assert wati.get(f"/pegawai/{cast.joko.nip}").status_code == 404
