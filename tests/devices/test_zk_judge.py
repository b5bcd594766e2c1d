"""What may be believed of a talk, where a made machine would not say it so."""

import zlib
from datetime import datetime, timedelta

import pytest

from appliance.devices.simulator.wire import Entry, records
from appliance.devices.zk_job import Answer
from appliance.devices.zk_judge import judge
from appliance.devices.zk_reading import KALIMAT, LastState, Reading, sentence

NOW = datetime(2026, 11, 23, 10, 0)


def _judge(count: int, answer: Answer, *, cut: int = 0) -> Reading:
    body = records([Entry("17", NOW - timedelta(minutes=count - at)) for at in range(count)], "40")
    answer.total = len(body)
    body = body[: len(body) - cut]
    return judge(answer, body, zlib.compress(body), LastState(), NOW)


@pytest.mark.parametrize(
    ("before", "after", "sebab"),
    [(10, 10, ""), (9, 10, ""), (9, 9, "lebih"), (11, 11, "kurang"), (10, 0, "lebih"), (10, None, "putus")],
)
def test_only_a_count_between_the_two_questions_is_complete(before: int, after: int | None, sebab: str) -> None:
    reading = _judge(10, Answer(n0=before, n1=after))
    assert (reading.status, reading.sebab) == ("sebagian" if sebab else "lengkap", sebab)
    assert len(reading.punches) == 10
    assert (reading.last_state(NOW) is None) == bool(sebab)


def test_bytes_that_never_came_are_missing_even_when_nothing_broke() -> None:
    reading = _judge(10, Answer(n0=10, n1=10), cut=60)
    assert (reading.status, reading.sebab, len(reading.punches)) == ("sebagian", "kurang", 8)


@pytest.mark.parametrize("status", sorted(KALIMAT))
def test_every_status_has_a_whole_sentence(status: str) -> None:
    words = sentence(status, sebab="putus", log_diganti=True)
    assert words[0].isupper()
    assert words.endswith(".")
