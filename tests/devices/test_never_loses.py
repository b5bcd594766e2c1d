"""Whatever bytes come, the parsers neither raise nor lose a line."""

import time
from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from appliance.devices.adms_body import parse_attlog as parse_pushed
from appliance.devices.adms_body import redact_operlog
from appliance.devices.attlog import AttlogRefused, Duplicate, Skipped, parse_attlog, read_attlog
from appliance.devices.punch import Punch
from appliance.devices.zk_layout import SIZES, read_users
from appliance.devices.zk_records import read_records

NOW = datetime(2026, 11, 23, 10, 0)

pins = st.one_of(st.integers(0, 10**10).map(str), st.text("01AZ ½\t", max_size=6))
times = st.one_of(
    st.datetimes(datetime(1999, 1, 1), datetime(2030, 1, 1)).map(lambda at: f"{at:%Y-%m-%d %H:%M:%S}"),
    st.sampled_from(["2026-02-30 07:00:00", "2026-13-01 07:00:00", "0000-00-00 00:00:00", "2026-11-02 24:00:00", "x"]),
)
columns = st.lists(st.sampled_from(["0", "1", "15", "255", "", "A", "99999"]), max_size=10)
good = st.builds(lambda pin, at, rest: "\t".join([f"{pin:>9}", at, *rest]), pins, times, columns)
line = st.one_of(good, st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=40))
texts = st.builds(
    lambda lines, end: end.join(lines), st.lists(line, max_size=30), st.sampled_from(["\n", "\r\n", "\r"])
)


@given(texts)
@example("17\t2026-11-02 07:29:30\t1\t0\t1\t0\x1a")
def test_every_line_of_an_export_is_a_punch_or_has_its_reason(text: str) -> None:
    try:
        records = list(read_attlog(text.encode(), now=NOW))
    except AttlogRefused:
        return
    body = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    wanted = body.split("\n") if not body.endswith("\n") else body.split("\n")[:-1]
    assert len(records) == (len(wanted) if body else 0)
    for nomor, record in enumerate(records, start=1):
        if isinstance(record, Punch):
            assert record.pin in wanted[nomor - 1]
        elif isinstance(record, (Duplicate, Skipped)):
            assert record.nomor == nomor
        else:
            assert (record.nomor, record.mentah) == (nomor, wanted[nomor - 1].rstrip("\x1a")[:1000])


@given(st.one_of(texts.map(str.encode), st.binary(max_size=600)))
def test_any_file_is_read_or_refused_with_a_reason(content: bytes) -> None:
    try:
        whole = parse_attlog(content, now=NOW)
    except AttlogRefused as refusal:
        assert refusal.alasan
        return
    parts = (whole.punches, whole.rejected, whole.skipped, whole.duplicates)
    assert whole.lines == sum(map(len, parts))


@given(st.one_of(texts.map(str.encode), st.binary(max_size=600)))
def test_every_pushed_line_is_answered_for(body: bytes) -> None:
    pushed = parse_pushed(body, now=NOW)
    numbers = sorted(bad.nomor for bad in pushed.rejected)
    assert len(set(numbers)) == len(numbers)
    assert all(number <= pushed.lines for number in numbers)
    if b"data=" not in body.lower():
        raw = [part for part in body.replace(b"\r", b"\n").split(b"\n")]
        text = [part.decode("utf-8", "backslashreplace") for part in raw]
        text[0] = text[0].removeprefix("\ufeff")
        assert pushed.lines == sum(1 for part in text if part.strip())
    assert redact_operlog(body).lines == pushed.lines


def test_a_hostile_body_costs_little() -> None:
    """A megabyte of spaces, commas or letters must not keep the server busy."""
    begun = time.process_time()
    for sign in (b" ", b",", b"a", b"=", b"\t", b"a=", b", a"):
        parse_pushed(sign * 300_000, now=NOW)
    assert time.process_time() - begun < 60  # work that grows with the square would take hours


@given(st.binary(max_size=2000), st.sampled_from(SIZES), st.dictionaries(st.integers(0, 300), st.text(max_size=5)))
def test_any_memory_of_a_machine_is_read_record_by_record(body: bytes, size: int, users: dict[int, str]) -> None:
    records = list(read_records(body, size, now=NOW, users=users))
    assert len(records) == len(body) // size
    for nomor, record in enumerate(records, start=1):
        if not isinstance(record, Punch):
            assert (record.nomor, record.mentah) == (nomor, body[(nomor - 1) * size : nomor * size].hex())


@given(st.binary(max_size=2000), st.integers(0, 60))
def test_any_list_of_people_is_read(body: bytes, count: int) -> None:
    assert all(isinstance(pin, str) for _, pin, _ in read_users(body, count))
