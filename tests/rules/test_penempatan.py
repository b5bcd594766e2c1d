"""Which placement and which acting post holds on a day."""

from datetime import date

import pytest

from appliance.rules.fakta import Gaji, Penempatan, Plt
from appliance.rules.penempatan import acting_class, placement_near, placement_on, with_salary

AWAL = Penempatan(date(2025, 1, 1), 7, "PNS")
SELA = Penempatan(date(2026, 11, 10), 9, "PNS", selesai=date(2026, 11, 20))


@pytest.mark.parametrize(("hari", "kelas"), [(9, 7), (10, 9), (20, 9), (21, None)])
def test_an_open_placement_ends_where_the_next_begins_and_does_not_come_back(hari, kelas):
    milik = placement_on(date(2026, 11, hari), (SELA, AWAL))
    assert (milik.kelas_jabatan if milik else None) == kelas


def test_a_placement_with_an_end_holds_again_after_a_shorter_one():
    panjang = Penempatan(date(2025, 1, 1), 7, "PNS", selesai=date(2026, 12, 31))
    assert placement_on(date(2026, 11, 21), (panjang, SELA)) is panjang


def test_outside_them_the_nearest_earlier_one_is_near_else_the_next():
    assert placement_near(date(2026, 11, 25), (AWAL, SELA)) is SELA
    assert placement_near(date(2020, 1, 1), (AWAL, SELA)) is AWAL
    assert placement_near(date(2020, 1, 1), ()) is None


def test_the_highest_vacant_post_of_the_day_counts():
    plt = [
        Plt(date(2026, 11, 1), date(2026, 11, 15), 11),
        Plt(date(2026, 11, 10), None, 9),
        Plt(date(2026, 11, 1), None, 12, jenis="plh"),
    ]
    assert [acting_class(date(2026, 11, h), plt) for h in (1, 15, 16)] == [11, 11, 9]
    assert acting_class(date(2026, 10, 31), plt) is None


def test_of_the_salary_rows_that_have_begun_the_latest_wins_field_by_field():
    """One that begins on the very day counts; one of the day after does not; an empty field leaves the earlier one."""
    milik = Penempatan(date(2025, 1, 1), 9, "PNS", golongan="III/b", ptkp="TK/0", gaji_bruto=1, dasar_bpjs=1)
    baris = [
        Gaji(date(2026, 12, 1), "IV/a", "K/3", 9, 9),
        Gaji(date(2026, 11, 30), "III/d", None, 4, None),
        Gaji(date(2026, 1, 1), "III/c", "K/1", 2, None),
    ]
    hasil = with_salary(date(2026, 11, 30), milik, baris)
    assert (hasil.golongan, hasil.ptkp, hasil.gaji_bruto, hasil.dasar_bpjs) == ("III/d", "K/1", 4, 1)
