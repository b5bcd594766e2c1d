"""Taxes and contributions on their own; whole months stand among the worked cases."""

from fractions import Fraction

import pytest

from appliance.rules.pajak import contributions, ter_on_top
from appliance.rules.skema_dasar import Lapis
from appliance.rules.skema_nilai import Iuran, Ter

IURAN = Iuran(Fraction(1), Fraction(4), 12_000_000)


@pytest.mark.parametrize(
    ("tpp", "dasar", "pegawai", "pemberi"),
    [
        (0, 0, 0, 0),
        (3_317_424, 3_859_680, 33_174, 132_697),
        (2_000_000, 11_000_000, 10_000, 40_000),
        (2_000_000, 12_000_001, 0, 0),
        (50, 0, 1, 2),
    ],
)
def test_contributions_are_taken_of_what_fits_under_the_ceiling_and_rounded_each(tpp, dasar, pegawai, pemberi):
    """the second row is a real list of January 2026: 33,174 and 132,697, which is not four times 33,174"""
    assert contributions(tpp, dasar, IURAN) == (pegawai, pemberi)


def test_tax_on_top_of_the_salary_is_never_below_zero():
    turun = Ter({}, {"A": (Lapis(100, Fraction(10)), Lapis(None, Fraction(1)))})
    assert ter_on_top(50, 100, "A", turun) == 0


def test_the_real_list_of_january_2026_is_met():
    """III/a, K/1, gross 4,259,813 and TPP 3,317,424 together 7,577,237: 1 % is 75,772 and the salary alone pays none"""
    tarif = (Lapis(6_200_000, Fraction(0)), Lapis(7_300_000, Fraction(3, 4)), Lapis(9_200_000, Fraction(1)))
    tabel = Ter({}, {"B": (*tarif, Lapis(None, Fraction(34)))})
    assert ter_on_top(3_317_424, 4_259_813, "B", tabel) == 75_772


def test_tax_with_and_without_the_allowance_is_rounded_each():
    """One percent of 250 is 2.5 and so 3; of 149 it is 1.49 and so 1: two, where 1.01 rounded once would be one."""
    assert ter_on_top(101, 149, "A", Ter({}, {"A": (Lapis(None, Fraction(1)),)})) == 2
