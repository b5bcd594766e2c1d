"""The queue, in a file of its own beside the records; and the box as a job sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from huey import crontab
from huey.api import Huey
from huey.exceptions import RetryTask
from huey.storage import SqliteStorage

from appliance import clock, settings, timekeeper
from appliance.box import Box, prepare
from appliance.giliran import SudahBerjalan, heavy
from appliance.models import gangguan_disk
from appliance.models.base import db
from appliance.models.jejak import Pelaku
from appliance.models.tugas import Tugas


class QueueFile(SqliteStorage):
    """The queue's file in the data folder, opened when first used: importing a job touches nothing."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, create_tables=False, **options)

    def _create_connection(self) -> Any:
        folder = settings.load().data
        folder.mkdir(parents=True, exist_ok=True)
        self.filename = str(folder / "antrean.db")
        connection = super()._create_connection()
        for statement in self.ddl:
            connection.execute(statement)
        return connection

    @contextmanager
    def db(self, commit: bool = False, close: bool = False) -> Iterator[Any]:
        """A file opened while its disk was locked stays unable to write; opened anew it is as its disk is by then."""
        try:
            with super().db(commit, close) as cursor:
                yield cursor
        except Exception as error:
            if gangguan_disk.of(error) is gangguan_disk.BACA_SAJA:
                self.close()
            raise


def _queue() -> Huey:
    url = settings.load().database_url
    if url:
        from huey.contrib.sql_huey import SqlHuey
        from playhouse.db_url import connect

        return SqlHuey("ekinerja", database=connect(url))
    return Huey("ekinerja", storage_class=QueueFile, fsync=True)


huey = _queue()
AGAIN = 10  # seconds until a heavy task asks again for its turn


def wall(minute: str, hour: str = "*") -> Callable[[datetime], bool]:
    """When a periodic job is due by the office's wall clock; the queue itself asks in UTC."""
    fits: Callable[[datetime], bool] = crontab(minute=minute, hour=hour)
    return lambda moment: fits(moment.replace(tzinfo=UTC).astimezone(settings.load().zona))


@contextmanager
def box() -> Iterator[Box]:
    """The data folder with an open connection of this thread's own."""
    chosen = settings.load()
    opened = Box(chosen.data, chosen) if db.obj is not None else prepare(chosen)
    if not db.is_closed():
        yield opened
        return
    with db.connection_context():
        timekeeper.look()
        yield opened


def heavily(kerja: str) -> Callable[[Callable[[int], None]], Callable[[int], None]]:
    """For a task that holds the box's one heavy turn. Where another process has it, the task comes again later:
    the worker goes on with its light work meanwhile."""

    def needs_turn(work: Callable[[int], None]) -> Callable[[int], None]:
        @wraps(work)
        def turn(number: int) -> None:
            try:
                with heavy(settings.load().data, kerja, wait=0):
                    work(number)
            except SudahBerjalan:
                raise RetryTask(delay=AGAIN) from None

        return turn

    return needs_turn


def worker(now: datetime | None = None) -> Pelaku:
    """Who the audit trail names for what runs by itself."""
    return Pelaku(None, "petugas latar", "pekerjaan terjadwal", now or clock.local())


def behalf(tugas: Tugas) -> Pelaku:
    """Who asked for a task."""
    return Pelaku(tugas.pengguna_id, tugas.pelaku, "tugas latar", clock.local())
