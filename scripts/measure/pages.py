"""CPU, queries and bytes of a page, asked of the application itself without a network between."""

import gzip
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from flask import Flask
from werkzeug.test import Client, EnvironBuilder

from appliance.models.base import db
from measure.report import Report

Ask = Callable[[int], tuple[str, bytes]]
WARM, BLOCKS, BLOCK = 40, 24, 25


def browser(app: Flask, path: str, cookies: Sequence[str]) -> Ask:
    """A function that asks for `path` as the n-th person and gives status and body."""
    requests = []
    for cookie in cookies:
        environ = EnvironBuilder(path=path, headers={"Cookie": cookie}).get_environ()
        requests.append(environ)

    def ask(n: int) -> tuple[str, bytes]:
        told: list[Any] = []
        answer = app.wsgi_app(dict(requests[n % len(requests)]), lambda status, headers, *_: told.append(status))
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return told[0], body

    return ask


def cpu_ms(*asks: Ask) -> list[float]:
    """CPU milliseconds of a request of each, taken by turns so that a busy neighbour slows all alike.

    The median over blocks: a block in which this core was shared does not count.
    """
    for ask in asks:
        for n in range(WARM):
            status, body = ask(n)
            if not status.startswith("200"):
                raise RuntimeError(f"{status}: {body[:300]!r}")
    blocks: list[list[float]] = [[] for _ in asks]
    for block in range(BLOCKS):
        for ask, spent in zip(asks, blocks, strict=True):
            begun = time.process_time()
            for n in range(BLOCK):
                ask(block * BLOCK + n)
            spent.append((time.process_time() - begun) * 1000 / BLOCK)
    return [median(spent) for spent in blocks]


def queries(ask: Ask) -> int:
    """How many statements one request sends to the database."""
    seen: list[str] = []
    inner = db.obj.execute_sql

    def counted(sql: str, *rest: Any, **named: Any) -> Any:
        seen.append(sql)
        return inner(sql, *rest, **named)

    db.obj.execute_sql = counted
    try:
        ask(3)
    finally:
        del db.obj.execute_sql
    return len(seen)


def measure(report: Report, bare: Ask, app: Flask, name: str, path: str, cookies: Sequence[str]) -> None:
    """Three lines for one page; the bare one is asked again beside it."""
    ask = browser(app, path, cookies)
    report.bare_ms, spent = cpu_ms(bare, ask)
    report.add(f"{name}: CPU", spent, "ms CPU", 2 * report.bare_ms)
    report.add(f"{name}: queries", queries(ask), "queries", 12)
    report.add(f"{name}: HTML", len(gzip.compress(ask(5)[1], 6)) / 1024, "KB gzip", 14)


def bare_cookies(app: Flask, people: Sequence[int]) -> list[str]:
    """A signed session for each person."""
    found = []
    for person in people:
        client = Client(app)
        client.get(f"/masuk/{person}")
        found.append(f"session={client.get_cookie('session').value}")
    return found
