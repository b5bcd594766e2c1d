"""Queries that every page needs: their SQL is worked out once, since that costs more than running it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, get_args, get_origin

from appliance.models.base import db

# A value of each kind that no record holds, to find its place among the parameters again.
MARKS: dict[type, Callable[[int], Any]] = {
    str: lambda nth: f"\0{nth}",
    int: lambda nth: nth - sys.maxsize,
    date: lambda nth: date.min + timedelta(days=nth),
    datetime: lambda nth: datetime.min + timedelta(seconds=nth),
}


class Prepared:
    """A query built by `build` from one argument for each of `kinds`; rows come as the driver gives them.

    A kind may be a list, as `list[int]`, for what a column is `in_`. Lists are filled up to a power of two by their
    first value, so that a handful of statements serves every length.
    """

    def __init__(self, build: Callable[..., Any], **kinds: Any) -> None:
        self.build, self.kinds = build, kinds
        self._lists = [name for name, kind in kinds.items() if get_origin(kind) is list]
        self._sql: dict[tuple[Any, ...], tuple[str, list[Any]]] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run it with these values."""
        for name in self._lists:
            values[name] = self._filled(name, values[name])
        key = (type(db.obj), *(len(values[name]) for name in self._lists))
        if key not in self._sql:
            self._sql[key] = self._compile(values)
        sql, places = self._sql[key]
        found: list[tuple[Any, ...]] = db.execute_sql(sql, [place(values) for place in places]).fetchall()
        return found

    def _filled(self, name: str, given: Sequence[Any]) -> list[Any]:
        """An empty list becomes values that no record holds."""
        first = given[0] if given else MARKS[get_args(self.kinds[name])[0]](0)
        room = 1 << (len(given) - 1).bit_length() if given else 1
        return [*given, *[first] * (room - len(given))]

    def _compile(self, values: dict[str, Any]) -> tuple[str, list[Any]]:
        marks: dict[str, Any] = {}
        places: dict[Any, Callable[[dict[str, Any]], Any]] = {}
        for name, kind in self.kinds.items():
            if name in self._lists:
                marks[name] = [MARKS[get_args(kind)[0]](len(places) + nth) for nth in range(len(values[name]))]
                places |= {mark: _taken_nth(name, nth) for nth, mark in enumerate(marks[name])}
            else:
                marks[name] = MARKS[kind](len(places))
                places[marks[name]] = _taken(name)
        sql, params = self.build(**marks).sql()
        return sql, [places[param] if param in places else _fixed(param) for param in params]


def _taken(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda values: values[name]


def _taken_nth(name: str, nth: int) -> Callable[[dict[str, Any]], Any]:
    return lambda values: values[name][nth]


def _fixed(param: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda values: param
