"""Queries that every page needs: their SQL is worked out once, since that costs more than running it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from appliance.models.base import db

# A value of each kind that no record holds, to find its place among the parameters again.
MARKS: dict[type, Callable[[int], Any]] = {
    str: lambda nth: f"\0{nth}",
    int: lambda nth: nth - sys.maxsize,
    date: lambda nth: date.min.replace(day=nth + 1),
    datetime: lambda nth: datetime.min.replace(second=nth),
}


class Prepared:
    """A query built by `build` from one argument for each of `kinds`; rows come as the driver gives them."""

    def __init__(self, build: Callable[..., Any], **kinds: type) -> None:
        self.build, self.kinds = build, kinds
        self._sql: dict[type, tuple[str, list[Any]]] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run it with these values."""
        dialect = type(db.obj)
        if dialect not in self._sql:
            self._sql[dialect] = self._compile()
        sql, places = self._sql[dialect]
        found: list[tuple[Any, ...]] = db.execute_sql(sql, [place(values) for place in places]).fetchall()
        return found

    def _compile(self) -> tuple[str, list[Any]]:
        marks = {name: MARKS[kind](nth) for nth, (name, kind) in enumerate(self.kinds.items())}
        sql, params = self.build(**marks).sql()
        names = {mark: name for name, mark in marks.items()}
        return sql, [_taken(names[param]) if param in names else _fixed(param) for param in params]


def _taken(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda values: values[name]


def _fixed(param: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda values: param
