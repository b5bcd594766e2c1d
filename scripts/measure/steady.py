"""People who look at their pages all day, evenly: `python -m measure.steady` with JSON on stdin.

Told: {"port", "cores", "cookies": [...], "paths": [...], "each_second", "seconds"}. Says one JSON line: the seconds of
each answer by path, and what went wrong.
"""

import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from measure.visitor import Visitor


def main() -> None:
    told = json.load(sys.stdin)
    if told["cores"]:
        os.sched_setaffinity(0, told["cores"])
    times: list[tuple[str, float]] = []
    wrong: list[str] = []
    own = threading.local()

    def look(nth: int) -> None:
        if not hasattr(own, "visitor"):
            own.visitor = Visitor(told["port"], "", "", times, tls=True)
        own.visitor.cookies = dict([told["cookies"][nth % len(told["cookies"])].split("=", 1)])
        path = told["paths"][nth % len(told["paths"])]
        try:
            own.visitor.ask(path, "GET", path)
        except Exception as reason:  # noqa: BLE001 - whatever it was, a person met it
            wrong.append(f"{path}: {type(reason).__name__}: {reason}")
            del own.visitor

    begun = time.monotonic()
    with ThreadPoolExecutor(20) as pool:
        for nth in range(int(told["seconds"] * told["each_second"])):
            time.sleep(max(0.0, begun + nth / told["each_second"] - time.monotonic()))
            pool.submit(look, nth)
    print(json.dumps({"times": times, "wrong": wrong}))


main()
