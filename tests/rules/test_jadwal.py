"""Which hours a date has."""

from datetime import date, datetime, time

import pytest

from appliance.rules.fakta import BarisJadwal, Giliran, Penempatan
from appliance.rules.jadwal import KeliruJadwal, giliran, series
from tests.rules.bulan_uji import shelf_of

RAK = shelf_of()
SENIN, JUMAT, SABTU = date(2026, 11, 2), date(2026, 11, 6), date(2026, 11, 7)
MALAM = tuple(BarisJadwal("malam", h, time(19), time(7)) for h in range(1, 8))


def hours(tanggal: date, kode: str = "5-hari", baris=(), libur=(), roster=None) -> tuple[str, str] | None:
    hasil = giliran(tanggal, kode, RAK, baris, libur, roster or {})
    return hasil and (f"{hasil.mulai:%d %H.%M}", f"{hasil.selesai:%d %H.%M}")


def test_the_decree_gives_the_hours_of_the_weekday():
    assert hours(SENIN) == ("02 07.30", "02 16.00")
    assert hours(JUMAT) == ("06 07.30", "06 16.30")
    assert hours(SABTU) is None
    assert hours(SABTU, "6-hari") == ("07 07.30", "07 14.45")


def test_hours_that_are_not_confirmed_are_marked():
    assert giliran(SABTU, "6-hari", RAK, (), (), {}).contoh
    assert giliran(SENIN, "5-hari", RAK, (), (), {}) == Giliran(
        SENIN, datetime(2026, 11, 2, 7, 30), datetime(2026, 11, 2, 16)
    )


def test_a_holiday_is_free_unless_the_roster_says_otherwise():
    assert hours(SENIN, libur={SENIN}) is None
    assert hours(SENIN, libur={SENIN}, roster={SENIN: "5-hari"}) == ("02 07.30", "02 16.00")
    assert hours(SENIN, roster={SENIN: "LIBUR"}) is None


def test_a_shift_past_midnight_ends_on_the_next_date():
    assert hours(SABTU, baris=MALAM, roster={SABTU: "malam"}) == ("07 19.00", "08 07.00")


def test_valid_local_rows_define_the_week_and_the_newest_row_of_a_weekday_counts():
    baris = (
        BarisJadwal("5-hari", 1, time(8), time(12), date(2026, 1, 1)),
        BarisJadwal("5-hari", 1, time(9), time(12), date(2026, 11, 1)),
    )
    assert hours(SENIN, baris=baris) == ("02 09.00", "02 12.00")
    assert hours(JUMAT, baris=baris) is None
    assert hours(date(2025, 11, 3), baris=baris) == ("03 07.30", "03 16.00"), "before them the decree holds"


def test_a_known_schedule_without_rows_on_that_day_is_free():
    baris = (BarisJadwal("loket", 1, time(8), time(12), berlaku_sampai=date(2026, 10, 31)),)
    assert hours(SENIN, "loket", baris) is None


@pytest.mark.parametrize(
    ("tanggal", "kode", "roster", "alasan"),
    [
        (SENIN, "7-hari", {}, "jadwal 7-hari tidak dikenal"),
        (SENIN, "5-hari", {SENIN: "sore"}, "jadwal sore tidak dikenal"),
        (SABTU, "5-hari", {SABTU: "5-hari"}, "2026-11-07"),
    ],
)
def test_what_cannot_be_read_is_refused_by_kode_and_day(tanggal, kode, roster, alasan):
    with pytest.raises(KeliruJadwal, match=alasan):
        hours(tanggal, kode, roster=roster)


def test_an_interval_without_length_is_refused():
    with pytest.raises(KeliruJadwal, match="sama"):
        hours(SENIN, "x", (BarisJadwal("x", 1, time(8), time(8)),))


def test_a_day_outside_every_placement_follows_the_nearest_earlier_one_else_the_next():
    lama = Penempatan(date(2026, 11, 3), 9, "PNS", selesai=date(2026, 11, 4), jadwal="6-hari")
    baru = Penempatan(date(2026, 11, 16), 9, "PNS", jadwal="5-hari")
    hasil = series([SENIN, SABTU, date(2026, 11, 21)], (lama, baru), RAK, (), (), {})
    assert [g is not None for g in hasil.values()] == [True, True, False]
    assert hasil[SENIN].selesai.strftime("%H.%M") == "14.45"
    assert series([SENIN], (), RAK, (), (), {}) == {SENIN: None}
