"""Whoever came first is served first."""

import threading
import time

from appliance.models.sandi_giliran import Turns


def test_those_who_wait_are_served_in_the_order_in_which_they_came() -> None:
    turns, served, threads = Turns(2), [], []

    def work(name: int) -> None:
        with turns:
            served.append(name)

    with turns:  # one place stays taken, so that one at a time is served: two at once have no order to look at
        with turns:
            for name in range(8):
                threads.append(threading.Thread(target=work, args=(name,)))
                threads[-1].start()
                while len(turns._waiting) <= name:
                    time.sleep(0.001)
            assert served == []
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
