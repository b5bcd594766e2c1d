"""The recovery code is typed once in years, under stress: every usual slip is told, and where."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.backup.kode_pemulihan import ALPHABET, GROUPS, LETTERS, KodeSalah, check, make, read


def test_a_code_is_read_in_any_case_and_with_any_gaps() -> None:
    kode = make()
    assert read(kode.lower().replace("-", "  ")) == kode
    assert read(kode.replace("-", "")) == kode
    assert read(kode.replace("0", "O").replace("1", "l")) == kode
    assert len(kode.replace("-", "")) * 5 * LETTERS // (LETTERS + 1) == 120  # bits


def test_no_two_codes_are_alike() -> None:
    assert len({make() for _ in range(200)}) == 200


@given(st.text(ALPHABET, min_size=LETTERS, max_size=LETTERS), st.integers(1, GROUPS))
def test_one_wrong_sign_and_two_that_changed_places_are_seen(letters: str, nth: int) -> None:
    whole = letters + check(nth, letters)
    for place, other in itertools.product(range(LETTERS + 1), ALPHABET):
        if other != whole[place]:
            wrong = whole[:place] + other + whole[place + 1 :]
            assert wrong[LETTERS] != check(nth, wrong[:LETTERS])
    for one, two in itertools.combinations(range(LETTERS), 2):
        if whole[one] != whole[two]:
            signs = list(whole)
            signs[one], signs[two] = signs[two], signs[one]
            assert signs[LETTERS] != check(nth, "".join(signs[:LETTERS]))


def test_the_group_that_was_mistyped_is_named() -> None:
    parts = make().split("-")
    parts[2] = ("A" if parts[2][0] != "A" else "B") + parts[2][1:]
    with pytest.raises(KodeSalah, match="kelompok ke-3 dari"):
        read("-".join(parts))


def test_groups_that_changed_places_are_both_named() -> None:
    parts = make().split("-")
    parts[0], parts[4] = parts[4], parts[0]
    with pytest.raises(KodeSalah, match="kelompok ke-1, ke-5"):
        read("-".join(parts))


@pytest.mark.parametrize(("typed", "said"), [("", "0 tanda"), ("ABCD", "4 tanda"), ("U" * 30, "tidak memuat tanda U")])
def test_what_is_no_code_at_all_is_said(typed: str, said: str) -> None:
    with pytest.raises(KodeSalah, match=said):
        read(typed)
