"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from appliance.models import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    said: list[str] = []
    whole = db.obj.execute_sql

    def counting(sql: str, *args: object, **more: object) -> object:
        said.append(sql)
        return whole(sql, *args, **more)

    db.obj.execute_sql = counting
    try:
        yield said
    finally:
        db.obj.execute_sql = whole
