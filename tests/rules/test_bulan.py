"""Months and spans of dates."""

from datetime import date

import pytest

from appliance.rules import bulan
from appliance.rules.bulan import Rentang


def test_a_month_knows_its_ends_and_its_neighbours():
    assert bulan.parse("2026-02") == "2026-02"
    assert (bulan.first("2026-02"), bulan.last("2026-02")) == (date(2026, 2, 1), date(2026, 2, 28))
    assert bulan.last("2028-02") == date(2028, 2, 29)
    assert (bulan.next("2026-12"), bulan.prev("2026-01")) == ("2027-01", "2025-12")
    assert bulan.next("2026-06", 6) == "2026-12"
    assert bulan.of(date(2026, 11, 30)) == "2026-11"


def test_days_are_all_dates_and_around_adds_the_neighbours():
    assert len(bulan.days("2026-11")) == 30
    sekitar = bulan.around("2026-11")
    assert (sekitar[0], sekitar[-1], len(sekitar)) == (date(2026, 10, 31), date(2026, 12, 1), 32)


@pytest.mark.parametrize(
    "teks", ["2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "0000-01", "9999-12", "x", "٢٠٢٦-01"]
)
def test_anything_else_is_no_month(teks):
    with pytest.raises(ValueError, match="YYYY-MM"):
        bulan.parse(teks)


def test_a_span_contains_its_ends_and_may_be_open():
    rentang = Rentang(date(2026, 11, 2), date(2026, 11, 4))
    assert [date(2026, 11, d) in rentang for d in (1, 2, 4, 5)] == [False, True, True, False]
    assert date(1990, 1, 1) in Rentang()
    assert date(2026, 11, 5) not in Rentang(selesai=date(2026, 11, 4))
