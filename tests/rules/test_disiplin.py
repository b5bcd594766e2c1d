"""Absence in a year, as information; punishments by month."""

from datetime import date, timedelta

import pytest

from appliance.exchange.peraturan_berkas import shelf
from appliance.rules.disiplin import absence_warning, in_force
from appliance.rules.fakta import Hari, Hukdis
from appliance.rules.peraturan import Rak, parse

RAK = Rak(parse(text, nama) for nama, text in shelf())
AKHIR = date(2026, 12, 31)


def year(pola: str) -> list[Hari]:
    """One letter a day from 5 January 2026: A absent, H there, L free, C on leave."""
    keadaan = {"A": "kerja", "H": "kerja", "L": "libur", "C": "cuti"}
    return [
        Hari(date(2026, 1, 5) + timedelta(days=i), keadaan[h], kerja=h != "L", tanpa_keterangan=h == "A")
        for i, h in enumerate(pola)
    ]


@pytest.mark.parametrize(
    ("hari", "jenis"),
    [
        (2, None),
        (3, "teguran lisan"),
        (4, "teguran tertulis"),
        (6, "teguran tertulis"),
        (7, "pernyataan tidak puas secara tertulis"),
        (10, "pernyataan tidak puas secara tertulis"),
        (11, "pemotongan tunjangan kinerja 25 % selama 6 bulan"),
        (13, "pemotongan tunjangan kinerja 25 % selama 6 bulan"),
        (14, "pemotongan tunjangan kinerja 25 % selama 9 bulan"),
        (17, "pemotongan tunjangan kinerja 25 % selama 12 bulan"),
        (20, "pemotongan tunjangan kinerja 25 % selama 12 bulan"),
        (21, "penurunan jabatan setingkat lebih rendah selama 12 bulan"),
        (25, "pembebasan dari jabatan menjadi jabatan pelaksana selama 12 bulan"),
        (28, "pemberhentian dengan hormat tidak atas permintaan sendiri"),
    ],
)
def test_scattered_days_of_absence_lead_to_the_step_of_the_law(hari, jenis):
    """PP 94/2021, Pasal 9 to 11"""
    hasil = absence_warning(year("AH" * hari), RAK, AKHIR)
    assert (hasil.hari, hasil.berturut) == (hari, 1 if hari else 0)
    assert (hasil.jenjang.jenis if hasil.jenjang else None) == jenis


def test_ten_working_days_in_a_row_count_across_free_days():
    hasil = absence_warning(year("AAAAALLAAAAA"), RAK, AKHIR)
    assert (hasil.hari, hasil.berturut, hasil.jenjang.tingkat) == (10, 10, "berat")
    assert hasil.sejak == date(2026, 1, 16)


@pytest.mark.parametrize("sela", ["H", "C"])
def test_a_day_there_or_on_leave_breaks_the_row(sela):
    hasil = absence_warning(year("AAAAA" + sela + "AAAAA"), RAK, AKHIR)
    assert (hasil.hari, hasil.berturut, hasil.jenjang.tingkat) == (10, 5, "ringan")


def test_the_step_for_days_in_a_row_stays_although_more_days_come():
    assert absence_warning(year("A" * 10 + "H" + "A"), RAK, AKHIR).jenjang.tingkat == "berat"


def test_a_punishment_holds_for_whole_months_from_the_month_of_its_begin():
    satu = Hukdis("sedang", date(2026, 8, 31), 6)
    bulan = ["2026-07", "2026-08", "2027-01", "2027-02"]
    assert [bool(in_force([satu], b)) for b in bulan] == [False, True, True, False]
