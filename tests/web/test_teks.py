"""What an officer reads: every filter against the forms that a regency writes."""

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest

from appliance.web import teks

KINI = datetime(2026, 10, 19, 9, 0, 0)


@pytest.mark.parametrize(
    ("nilai", "teks_"),
    [
        (0, "Rp 0"),
        (7500, "Rp 7.500"),
        (1_179_000, "Rp 1.179.000"),
        (3_912_406_250, "Rp 3.912.406.250"),
        (-52_500, "−Rp 52.500"),
        (None, "—"),
    ],
)
def test_rupiah_is_grouped_by_points_and_a_cut_has_a_true_minus(nilai: int | None, teks_: str) -> None:
    assert teks.rupiah(nilai) == teks_


@pytest.mark.parametrize("nilai", [1179000.0, Decimal("1179000.5")])
def test_rupiah_that_is_not_whole_is_refused(nilai: object) -> None:
    with pytest.raises(TypeError):
        teks.rupiah(nilai)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("nilai", "teks_"),
    [
        (Decimal("0.5"), "0,50 %"),
        (3, "3,00 %"),
        (Decimal("48.25"), "48,25 %"),
        (Decimal("0.125"), "0,125 %"),
        (Fraction(1, 3), "0,3333 %"),
        (Fraction(1, 2), "0,50 %"),
        (Decimal("-1.25"), "−1,25 %"),
        (Decimal("1E+2"), "100,00 %"),
        (None, "—"),
    ],
)
def test_persen_has_two_decimals_and_more_only_where_the_value_has_them(nilai: Decimal | None, teks_: str) -> None:
    assert teks.persen(nilai) == teks_


@pytest.mark.parametrize("saring", [teks.persen, teks.angka])
def test_a_float_never_reaches_the_screen(saring: object) -> None:
    with pytest.raises(TypeError):
        saring(0.5)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("nilai", "teks_"), [(999, "999"), (3455, "3.455"), (Decimal("1048.25"), "1.048,25"), (-3, "−3"), (None, "—")]
)
def test_angka(nilai: int | Decimal | None, teks_: str) -> None:
    assert teks.angka(nilai) == teks_


def test_a_date_is_short_in_a_table_and_long_in_a_heading() -> None:
    assert teks.tanggal(date(2026, 10, 19)) == "Sen 19 Okt 2026"
    assert teks.tanggal(date(2026, 8, 1)) == "Sab 1 Agu 2026"
    assert teks.tanggal_panjang(date(2026, 10, 19)) == "Senin, 19 Oktober 2026"
    assert teks.tanggal_panjang(date(2027, 1, 1)) == "Jumat, 1 Januari 2027"
    assert teks.tanggal(None) == teks.tanggal_panjang(None) == "—"


def test_a_month_is_read_from_a_day_or_from_its_key() -> None:
    assert teks.bulan(date(2026, 12, 31)) == "Desember 2026"
    assert teks.bulan("2026-02") == "Februari 2026"
    assert teks.bulan(None) == "—"


def test_a_time_has_a_point_and_drops_its_seconds() -> None:
    assert teks.jam(time(7, 24, 59)) == "07.24"
    assert teks.jam(datetime(2026, 10, 19, 16, 5)) == "16.05"
    assert teks.jam(time(0, 0)) == "00.00"
    assert teks.jam(None) == "—"
    assert teks.waktu(datetime(2026, 10, 19, 7, 24)) == "Sen 19 Okt 2026 07.24"


@pytest.mark.parametrize(
    ("nilai", "teks_"), [(0, "0 menit"), (17, "17 menit"), (60, "1 jam"), (77, "1 jam 17 menit"), (None, "—")]
)
def test_menit(nilai: int | None, teks_: str) -> None:
    assert teks.menit(nilai) == teks_


@pytest.mark.parametrize(
    ("lalu", "teks_"),
    [
        (None, "tidak pernah"),
        (datetime(2026, 10, 19, 8, 59, 1), "baru saja"),
        (datetime(2026, 10, 19, 8, 59, 0), "1 menit lalu"),
        (datetime(2026, 10, 19, 8, 0, 1), "59 menit lalu"),
        (datetime(2026, 10, 19, 8, 0, 0), "1 jam lalu"),
        (datetime(2026, 10, 18, 9, 0, 0), "1 hari lalu"),
        (datetime(2026, 10, 13, 9, 0, 0), "6 hari lalu"),
        (datetime(2026, 10, 19, 9, 0, 30), "baru saja"),
        (datetime(2026, 10, 19, 9, 5, 0), "Sen 19 Okt 2026 09.05"),
    ],
)
def test_how_long_ago_a_machine_spoke(lalu: datetime | None, teks_: str) -> None:
    assert teks.sejak(lalu, KINI) == teks_


@pytest.mark.parametrize(
    ("bita", "teks_"), [(0, "0 B"), (812, "812 B"), (204_800, "200 kB"), (5_242_880, "5,0 MB"), (None, "—")]
)
def test_size_of_a_file(bita: int | None, teks_: str) -> None:
    assert teks.ukuran(bita) == teks_
