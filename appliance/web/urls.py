"""Parts of addresses: a month and a day as the contract writes them; anything else is no address."""

from __future__ import annotations

from datetime import date

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError


class Bulan(BaseConverter):
    """`2026-10`, given to the view as text."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> str:
        _day(f"{value}-01")
        return value


class Tanggal(BaseConverter):
    """`2026-10-19`, given to the view as a date."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return _day(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValidationError from None
    if not 2015 <= day.year <= 2100:
        raise ValidationError
    return day


def init_app(app: Flask) -> None:
    app.url_map.converters.update(bulan=Bulan, tanggal=Tanggal)
