"""Histograms of a day: a percentile lies where the exact one lies, to a fifth; what two minutes counted adds up."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.models import db
from appliance.models.lama_halaman import (
    EDGES,
    LamaHalaman,
    add,
    bounds,
    bucket,
    bucket_of,
    by_day,
    by_page,
    percentile,
)
from tests.cast import Cast

durations = st.lists(st.integers(0, 130_000_000), min_size=1, max_size=300)
DAY = date(2026, 10, 19)


def exact(values: list[int], percent: int) -> int:
    """Nearest rank, by sorting."""
    return sorted(values)[max(1, -(-percent * len(values) // 100)) - 1]


@settings(max_examples=300, deadline=None)
@given(durations, st.sampled_from([1, 50, 90, 95, 99, 100]))
def test_a_percentile_lies_in_the_bucket_of_the_exact_one(values: list[int], percent: int) -> None:
    counts = Counter(map(bucket, values))
    number = bucket_of(counts, percent)
    assert number is not None
    low, high = bounds(number)
    true = exact(values, percent)
    assert low <= true
    if true < EDGES[-1]:
        assert true < high
        assert percentile(counts, percent) == high
        if true >= EDGES[0]:
            assert high <= true * 6 // 5 + 1  # never more than a fifth too slow


@given(st.integers(0, 10**12))
def test_every_duration_has_one_bucket(micros: int) -> None:
    assert 0 <= bucket(micros) <= len(EDGES)


def test_no_requests_have_no_percentile() -> None:
    assert percentile({}, 50) is None
    assert percentile({3: 0}, 95) is None


@settings(max_examples=30, deadline=None)
@given(first=durations, second=durations)
def test_merging_is_counting_together(first: list[int], second: list[int]) -> None:
    one, other = Counter(map(bucket, first)), Counter(map(bucket, second))
    assert percentile(one + other, 95) == percentile(Counter(map(bucket, first + second)), 95)


def test_two_minutes_of_a_day_are_one_row_and_pages_and_days_stay_apart(cast: Cast) -> None:
    add({(DAY, "beranda.index"): Counter({5: 2}), (DAY, "tpp.month"): Counter({9: 1})})
    add({(DAY, "beranda.index"): Counter({5: 1, 7: 4}), (date(2026, 10, 20), "beranda.index"): Counter({1: 1})})
    assert LamaHalaman.select().count() == 3
    assert LamaHalaman.get(tanggal=DAY, halaman="beranda.index").jumlah == 7
    assert by_page(DAY, DAY) == {"beranda.index": Counter({7: 4, 5: 3}), "tpp.month": Counter({9: 1})}
    assert by_day(DAY, date(2026, 10, 20), "beranda.index").keys() == {DAY, date(2026, 10, 20)}


def test_a_year_of_all_pages_stays_small(cast: Cast) -> None:
    busy = Counter({number: 40_000 for number in range(40)})
    add({(DAY, "beranda.index"): busy})
    (kept,) = db.execute_sql("SELECT length(keranjang) FROM lama_halaman").fetchone()
    assert kept * 200 * 365 < 64 * 1024**2, "200 pages, each as busy as the busiest, for a year"


@pytest.mark.parametrize("percent", [50, 95])
def test_one_slow_request_among_many_does_not_move_the_median(percent: int) -> None:
    counts = Counter({bucket(4_000): 99, bucket(9_000_000): 1})
    assert (percentile(counts, percent) or 0) < 5_000
