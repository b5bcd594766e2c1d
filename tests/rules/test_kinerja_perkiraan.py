"""The estimate of a running month: days still to come neither frighten nor flatter."""

from datetime import date, time
from decimal import Decimal

import pytest

from appliance.rules.fakta import Laporan, Skp
from appliance.rules.hasil import Hasil
from appliance.rules.tpp import TidakLengkap, hitung
from tests.rules.bulan_uji import BULAN, full_time, month, shelf_of

KNOWN = {date(2026, 11, day) for day in range(1, 11)}  # 7 of 21 working days
SKP = (Skp("1", Decimal(21)),)


def estimate(metode: str, laporan: tuple[Laporan, ...], tercakup: set[date] = KNOWN) -> Hasil:
    rak = shelf_of(metode)
    punches = [at for at in full_time() if at.date() in tercakup]
    fakta = month(rak, punches, bahan={"tercakup": tercakup}, skp=SKP, laporan=laporan)
    return hitung(fakta, rak, perkiraan=True)


def report(day: int, volume: int = 1, until: time = time(12, 30)) -> Laporan:
    return Laporan(date(2026, 11, day), time(7, 30), until, "1", Decimal(volume))


def test_a_third_of_the_target_after_a_third_of_the_days_is_all_of_it() -> None:
    hasil = estimate("capaian", tuple(report(day) for day in (2, 3, 4, 5, 6, 9, 10)))
    assert hasil.persen_kinerja == 100
    assert any("7 dari 21 hari kerja" in note for note in hasil.catatan)


def test_half_of_what_is_due_is_half_and_one_more_approved_report_moves_it() -> None:
    three = tuple(report(day) for day in (2, 3, 4))
    assert estimate("capaian", three).persen_kinerja < estimate("capaian", (*three, report(5))).persen_kinerja < 60


def test_minutes_on_a_day_without_data_do_not_stand_for_days_that_have_them() -> None:
    worked = tuple(report(day) for day in (2, 3, 4))
    assert estimate("menit", (*worked, report(11))).persen_kinerja == estimate("menit", worked).persen_kinerja < 50


def test_before_any_day_has_data_nothing_is_taken_off() -> None:
    assert estimate("menit", (), set()).persen_kinerja == estimate("capaian", (), set()).persen_kinerja == 100


def test_a_whole_month_is_measured_against_the_whole_target() -> None:
    rak = shelf_of("capaian")
    fakta = month(rak, full_time(), skp=SKP, laporan=(report(2, 7),))
    assert round(hitung(fakta, rak).persen_kinerja) == 33
    with pytest.raises(TidakLengkap):
        hitung(month(rak, [], bahan={"tercakup": KNOWN}, skp=SKP), rak)
    assert BULAN == "2026-11"
