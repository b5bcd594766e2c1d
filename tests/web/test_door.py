"""Who waits, who is turned away, and who is told on the step: by the clock of the test, not by the machine's."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import pytest

from appliance import clock
from appliance.web.door import DEEP, PATIENCE, SHORT, STANDING, Door
from appliance.web.doorstep import Doorstep


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Any:
    moment = SimpleNamespace(at=100.0)
    monkeypatch.setattr(clock, "monotonic", lambda: moment.at)
    return moment


@pytest.fixture
def door(now: Any, monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setattr(Door, "guard", lambda self: None)
    return Door(0)


def come(door: Door, many: int = 1) -> None:
    for _ in range(many):
        door.add_task(SimpleNamespace())


def test_a_burst_may_wait_and_who_waited_too_long_is_taken_out(door: Door, now: Any) -> None:
    come(door, 40)
    now.at += PATIENCE
    assert door.too_late() is None
    now.at += 0.1
    assert len([task for task in iter(door.too_late, None)]) == 40
    assert door.too_late() is None and door.limit(now.at) == PATIENCE, "empty again: nobody is hurried"


def test_a_queue_that_never_empties_hurries_everybody(door: Door, now: Any) -> None:
    come(door)
    for _ in range(20):
        now.at += 1
        come(door)
        door.queue.popleft()
    assert now.at - door.empty_at > STANDING and door.limit(now.at) == SHORT


def test_more_than_a_regency_at_once_is_an_overload_from_the_first_moment(door: Door, now: Any) -> None:
    come(door, DEEP + 2)
    assert door.limit(now.at) == SHORT
    door.queue.clear()
    come(door)
    assert door.limit(now.at) == PATIENCE


def test_it_is_hopeless_to_come_when_the_first_in_the_queue_is_almost_turned_away(door: Door, now: Any) -> None:
    assert not door.hopeless()
    come(door)
    now.at += PATIENCE / 2
    assert not door.hopeless()
    now.at += PATIENCE / 2
    assert door.hopeless()


SAID = ("503 Service Unavailable", [("Retry-After", "9")], b"ramai")


def step(*, hopeless: bool) -> Doorstep:
    server = SimpleNamespace(handle_accept=lambda: None, accept=lambda: None)
    crowded: Any = SimpleNamespace(answer=lambda path, method: SAID)
    return Doorstep(server, SimpleNamespace(hopeless=lambda: hopeless), crowded)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", True),
        (b"GET /iclock/getrequest?SN=1 HTTP/1.1\r\n\r\n", True),
        (b"GET /static/app.css HTTP/1.1\r\n\r\n", False),
        (b"GET /sehat HTTP/1.1\r\n\r\n", False),
        (b"POST /laporan HTTP/1.1\r\n\r\n", False),
        (b"GET", False),
        (b"", False),
    ],
)
def test_on_the_step_only_who_wants_to_see_something_is_told(request_: bytes, told: bool) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(request_)
        door_step = step(hopeless=True)
        door_step.accept = lambda: (ours, "")
        assert (door_step.choose() is None) is told
        if told:
            answer = theirs.recv(4096)
            assert answer.startswith(b"HTTP/1.1 503 Service Unavailable\r\n") and answer.endswith(b"\r\n\r\nramai")
            assert b"Content-Length: 5\r\n" in answer and b"Connection: close" in answer
        elif request_:
            assert ours.recv(4096) == request_, "nothing of it was taken away"


def test_while_there_is_hope_nobody_is_told() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"GET / HTTP/1.1\r\n\r\n")
        door_step = step(hopeless=False)
        door_step.accept = lambda: (ours, "")
        assert door_step.choose() == (ours, "")
