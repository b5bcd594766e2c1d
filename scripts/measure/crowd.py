"""The crowd of the morning, as a process of its own on the other core: `python -m measure.crowd` with JSON on stdin.

Told: {"port", "cores", "password", "today", "nips": [...], "minutes", "tls"}. Says one JSON line:
errors and times by step.
"""

import json
import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from measure.visitor import Visitor, base_photo, photo_of

AT_ONCE = 200  # people who wait for an answer at the same time, at most


def main() -> None:
    told = json.load(sys.stdin)
    if told["cores"]:
        os.sched_setaffinity(0, told["cores"])
    times: list[tuple[str, float]] = []
    wrong: list[str] = []
    state = {"reports": 0, "late": 0.0}
    guard = threading.Lock()
    base, today, seconds = base_photo(), date.fromisoformat(told["today"]), told["minutes"] * 60
    rng = random.Random("pagi")
    arrivals = sorted(rng.random() * seconds for _ in told["nips"])

    def one(nth: int, nip: str, due: float) -> None:
        mine: list[tuple[str, float]] = []
        late = time.monotonic() - due
        try:
            written = Visitor(told["port"], nip, told["password"], mine, tls=told["tls"]).morning(
                today, photo_of(base, nth)
            )
        except Exception as reason:  # noqa: BLE001 - whatever it was, a person met it
            written = False
            with guard:
                wrong.append(f"{type(reason).__name__}: {reason}")
        with guard:
            times.extend(mine)
            state["reports"] += written
            state["late"] = max(state["late"], late)

    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for nth, (nip, at) in enumerate(zip(told["nips"], arrivals, strict=True)):
            time.sleep(max(0.0, begun + at - time.monotonic()))
            pool.submit(one, nth, nip, begun + at)
    print(json.dumps({"times": times, "wrong": wrong, **state, "seconds": time.monotonic() - begun}))


main()
