"""Totals in words: what a bendahara reads aloud."""

import pytest

from appliance.documents.terbilang import rupiah_terbilang, terbilang


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_179_000, "satu juta seratus tujuh puluh sembilan ribu"),
        (45_000_000_000, "empat puluh lima miliar"),
        (1_000_000_000_001, "satu triliun satu"),
        (-52_500, "minus lima puluh dua ribu lima ratus"),
    ],
)  # fmt: skip
def test_a_number_in_words(nilai: int, kata: str) -> None:
    assert terbilang(nilai) == kata


def test_an_amount_begins_large_and_ends_in_rupiah() -> None:
    assert rupiah_terbilang(1_500_000) == "Satu juta lima ratus ribu rupiah"
    assert rupiah_terbilang(-1) == "Minus satu rupiah"


def test_no_two_numbers_sound_the_same() -> None:
    assert len({terbilang(nilai) for nilai in range(20_000)}) == 20_000


def test_more_than_a_regency_has_is_refused() -> None:
    with pytest.raises(ValueError, match="terlalu besar"):
        terbilang(10**15)
