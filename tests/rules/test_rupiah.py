"""Whole rupiah: one rounding, largest remainder, percents as text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.rules.rupiah import allocate, allocate_two, persen_teks, round_half_up

pecahan = st.fractions(min_value=-(10**8), max_value=10**8, max_denominator=10**6)


@pytest.mark.parametrize(
    ("nilai", "bulat"),
    [("0", 0), ("1/2", 1), ("3/2", 2), ("5/2", 3), ("-1/2", 0), ("-3/2", -1), ("49/100", 0), ("-51/100", -1)],
)
def test_exactly_half_goes_up(nilai, bulat):
    assert round_half_up(Fraction(nilai)) == bulat


@given(st.lists(pecahan, max_size=40))
def test_whole_parts_add_up_to_the_rounded_sum_and_stay_within_one_rupiah(parts):
    total = round_half_up(sum(parts, Fraction(0)))
    bulat = allocate(parts, total)
    assert sum(bulat) == total
    assert all(abs(b - p) < 1 for b, p in zip(bulat, parts, strict=True))


def test_on_a_tie_the_earlier_part_gets_the_rupiah():
    assert allocate([Fraction(1, 2), Fraction(1, 2)], 1) == [1, 0]
    assert allocate([Fraction(1, 3), Fraction(2, 3), Fraction(1, 2), Fraction(1, 2)], 2) == [0, 1, 1, 0]


@given(st.lists(pecahan, min_size=1, max_size=20), st.integers(0, 20), st.integers(-2, 2), st.integers(-2, 2))
def test_two_groups_keep_their_totals_where_every_part_can_stay_next_to_its_value(parts, potong, geser, geser_lain):
    second = range(min(potong, len(parts)), len(parts))
    own, others = sum((parts[i] for i in second), Fraction(0)), sum(parts[: second.start], Fraction(0))
    totals = (round_half_up(others) + geser, round_half_up(own) + geser_lain)
    try:
        bulat = allocate_two(parts, second, totals)
    except ValueError:
        return  # together they are no rounding of the parts at all
    assert sum(bulat) == sum(totals)
    assert all(abs(b - p) <= 1 for b, p in zip(bulat, parts, strict=True))
    if not (geser or geser_lain):
        assert sum(bulat[i] for i in second) == totals[1]


def test_a_group_whose_total_no_part_can_reach_is_made_whole_with_the_rest():
    assert allocate_two([Fraction(21), Fraction(-11, 2)], [1], (22, -6)) == [21, -5]


def test_a_total_that_is_not_the_sum_is_refused():
    with pytest.raises(ValueError, match="rounded sum"):
        allocate([Fraction(1)], 3)


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        ("100", "100"),
        ("0", "0"),
        ("7/2", "3.5"),
        ("5/4", "1.25"),
        ("200/3", "66.6667"),
        ("1/3", "0.3333"),
        ("12.34565", "12.3457"),
        ("10", "10"),
        ("-1/4", "-0.25"),
        ("0.00004", "0"),
    ],
)
def test_a_percent_has_a_point_at_most_four_decimals_and_no_trailing_zeros(nilai, teks):
    assert persen_teks(Fraction(nilai)) == teks
