"""PINs and times as every road gives them."""

from datetime import datetime, timedelta

import pytest

from appliance.devices.punch import Punch, admit, canonical_pin, parse_time, twin_pins

NOW = datetime(2026, 11, 23, 10, 0)


@pytest.mark.parametrize(
    ("written", "pin"),
    [("00017", "17"), ("17", "17"), ("        1", "1"), ("0000", "0"), ("00A7", "00A7"), ("EMP001", "EMP001")],
)
def test_padding_and_leading_zeros_make_no_other_person(written: str, pin: str) -> None:
    assert canonical_pin(written) == pin


@pytest.mark.parametrize("written", ["", "   ", "1 7", "17;", "½", "١٧", "1" * 25])
def test_what_is_no_pin_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical_pin(written)


@pytest.mark.parametrize("text", ["30-11-2026 07:00:00", "2026-11-30", "2026-11-30 07:00", "11/30/2026 07:00:00", ""])
def test_other_forms_of_time_are_not_guessed_at(text: str) -> None:
    assert parse_time(text) is None


def test_the_window_of_time_is_closed_at_ten_minutes_and_at_2015() -> None:
    def verdict(waktu: datetime) -> str:
        record = admit(1, "raw", Punch("1", "1", waktu), NOW)
        return "ok" if isinstance(record, Punch) else record.kode

    assert verdict(NOW + timedelta(minutes=10)) == "ok"
    assert verdict(NOW + timedelta(minutes=10, seconds=1)) == "masa_depan"
    assert verdict(datetime(2015, 1, 1)) == "ok"
    assert verdict(datetime(2014, 12, 31, 23, 59, 59)) == "terlalu_lama"


def test_a_machine_that_writes_a_pin_in_two_ways_is_reported() -> None:
    punches = [Punch(canonical_pin(raw), raw, NOW) for raw in ("1", "00001", "2", "2")]
    assert twin_pins(punches) == {"1": ["00001", "1"]}
