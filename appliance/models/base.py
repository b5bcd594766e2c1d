"""What every record shares: the connection, the field types, the bulk write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from peewee import DatabaseProxy, DateField, DateTimeField, Model, TextField, TimeField, chunked

db = DatabaseProxy()

# More rows in one transaction make other writers wait for seconds (measured).
BATCH = 500


class Record(Model):
    """Base of all tables. One noun a file; the table bears the noun's name."""

    if TYPE_CHECKING:
        id: Any

    class Meta:
        database = db
        legacy_table_names = False


class WaktuField(DateTimeField):
    """Naive local date and time; read without guessing among formats, which is many times faster."""

    def python_value(self, value: Any) -> Any:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class TanggalField(DateField):
    def python_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) else value


class JamField(TimeField):
    def python_value(self, value: Any) -> Any:
        return time.fromisoformat(value) if isinstance(value, str) else value


class JsonField(TextField):
    """JSON as text, keys sorted, so that equal values have equal hashes on every database."""

    def db_value(self, value: Any) -> Any:
        return None if value is None else dump(value)

    def python_value(self, value: Any) -> Any:
        return None if value is None else json.loads(value)


def dump(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, dates and decimals as text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def insert_rows(model: type[Record], fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows in batches inside the caller's transaction."""
    for batch in chunked(rows, BATCH):
        model.insert_many(batch, fields=fields).execute()


def insert_ignoring(model: type[Record], fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """As `insert_rows`; rows whose key exists are left as they are."""
    for batch in chunked(rows, BATCH):
        model.insert_many(batch, fields=fields).on_conflict_ignore().execute()
