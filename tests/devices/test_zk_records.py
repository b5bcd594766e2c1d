"""Records as real machines keep them in memory."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.devices.punch import Punch, Rejected
from appliance.devices.simulator.wire import Entry, records, users
from appliance.devices.zk_layout import Claim, decode_time, encode_time, read_users, record_size
from appliance.devices.zk_records import read_records

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 23, 10, 0)


def test_the_record_of_a_real_machine() -> None:
    raw = bytes.fromhex((SAMPLES / "zk_40byte_record_verbatim.hex").read_text())
    (record,) = read_records(raw, 40, now=NOW, users={})
    assert isinstance(record, Punch)
    assert (record.pin, record.verifikasi, record.kunci_io) == ("999111333", 1, 0)
    assert 2015 <= record.waktu.year <= 2026


@pytest.mark.parametrize(
    ("raw", "uid", "waktu"),
    [
        ("07002800a8eba71e", 7, datetime(2016, 1, 1, 19, 2, 0)),
        ("7b0028004beca71e", 123, datetime(2016, 1, 1, 19, 4, 43)),
    ],
)
def test_an_ma300_is_recognised_by_its_years(raw: str, uid: int, waktu: datetime) -> None:
    (record,) = read_records(bytes.fromhex(raw), 8, now=NOW, users={uid: "42"})
    assert isinstance(record, Punch)
    assert (record.pin, record.waktu, record.verifikasi, record.kunci_io) == ("42", waktu, 8, 2)


def test_a_slot_given_twice_belongs_to_nobody() -> None:
    raw = bytes.fromhex("07002800a8eba71e")
    (record,) = read_records(raw, 8, now=NOW, users={7: None})
    assert isinstance(record, Rejected)
    assert (record.kode, record.mentah) == ("uid_tak_dikenal", raw.hex())


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_time_codes_go_both_ways(waktu: datetime) -> None:
    whole = waktu.replace(microsecond=0)
    assert decode_time(encode_time(whole)) == whole


def test_30_february_is_no_day() -> None:
    with pytest.raises(ValueError, match="day"):
        decode_time(encode_time(datetime(2026, 2, 28)) + 2 * 86400)


@pytest.mark.parametrize(("total", "before", "after"), [(4040, 100, 100), (440, 10, 10), (50 * 52, 50, 50), (7, 1, 1)])
def test_a_log_that_no_known_size_divides_is_left_alone(total: int, before: int, after: int) -> None:
    assert record_size(bytes(total), Claim(before, after, total), now=NOW, uids=[]) is None


def test_a_log_of_16_bytes_is_not_mistaken_for_twice_as_many_of_8() -> None:
    """The first half of each record looks like a whole one of 8 bytes: both halves must be looked at."""
    first = NOW - timedelta(days=9)
    entries = [Entry(str(1 + at % 50), first + timedelta(minutes=at)) for at in range(4000)]
    raw = records(entries, "16")
    assert record_size(raw, Claim(4500, 4500, len(raw)), now=NOW, uids=range(1, 51)) == 16


def test_two_sizes_that_both_fit_are_not_chosen_between_by_chance() -> None:
    """Zero bytes look like nothing: 5 records of 8 bytes or 1 of 40, and the machine said from 1 to 5."""
    raw, claim = bytes(40), Claim(1, 5, 40)
    assert record_size(raw, claim, now=NOW, uids=[]) is None
    assert record_size(raw, claim, now=NOW, uids=[], last=40) == 40


def test_users_come_without_their_passwords() -> None:
    people = [(1, "17", "Siti"), (2, "18", "Budi")]
    for size in (28, 72):
        assert list(read_users(users(people, size), 2)) == people
        assert b"4321" in users(people, size)


def test_a_punch_of_the_future_waits_in_raw_form() -> None:
    raw = records([Entry("17", NOW), Entry("17", NOW + timedelta(hours=1))], "40")
    good, bad = read_records(raw, 40, now=NOW, users={})
    assert isinstance(good, Punch)
    assert isinstance(bad, Rejected)
    assert (bad.kode, bad.mentah, bad.nomor) == ("masa_depan", raw[40:].hex(), 2)
