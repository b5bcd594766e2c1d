"""Whoever came first is served first."""

import threading
import time

from appliance.models.sandi_giliran import Turns


def test_those_who_wait_are_served_in_the_order_in_which_they_came() -> None:
    turns, served, busy = Turns(2), [], threading.Event()

    def work(name: int) -> None:
        with turns:
            served.append(name)
            busy.wait(5)

    threads = []
    for name in range(8):
        threads.append(threading.Thread(target=work, args=(name,)))
        threads[-1].start()
        time.sleep(0.02)
    assert served == [0, 1]
    busy.set()
    for thread in threads:
        thread.join(5)
    assert served == list(range(8))


def test_a_newcomer_does_not_overtake_who_waits() -> None:
    turns, order = Turns(1), []

    def wait() -> None:
        with turns:
            order.append("waited")

    with turns:
        waiting = threading.Thread(target=wait)
        waiting.start()
        while not turns._waiting:
            time.sleep(0.001)
    with turns:  # the place was handed on, not put back
        order.append("newcomer")
    waiting.join(5)
    assert order == ["waited", "newcomer"]


def test_an_error_inside_gives_the_place_back() -> None:
    turns = Turns(1)
    for _ in range(3):
        try:
            with turns:
                raise ValueError
        except ValueError:
            pass
    with turns:
        pass
