"""The one place that speaks SQLite's own dialect: opening, pragmas, the guards against change, the online copy."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from peewee import Database, SqliteDatabase
from playhouse.db_url import connect as connect_url

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # with NORMAL a power cut loses every commit since the last checkpoint
    "foreign_keys": 1,
    "cache_size": -2000,  # for each connection
    "temp_store": "memory",
    "busy_timeout": 15000,
}

# What was locked, audited or received from a machine is never changed in place, whoever asks.
GUARDED = {
    "hasil_tpp": ("UPDATE", "DELETE"),
    "jejak": ("UPDATE", "DELETE"),
    "presensi": ("DELETE",),
    "peraturan_teks": ("UPDATE", "DELETE"),
}


def open_database(path: Path, url: str | None = None) -> Database:
    """The regency's database: a file of its own, or what `url` names (PostgreSQL). Not yet connected."""
    if url:
        database: Database = connect_url(url)
        return database
    return SqliteDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE", timeout=15)


def only_reads(database: Database, table: str) -> bool:
    """Whether this line was opened from a disk that was locked; a busy file is none of that. Waits for nobody, and
    changes nothing: no row of `table` is meant."""
    if not isinstance(database, SqliteDatabase):
        return False
    line: sqlite3.Connection = database.connection()  # type: ignore[no-untyped-call]
    line.execute("PRAGMA busy_timeout=0")
    try:
        line.execute(f"DELETE FROM {table} WHERE 0")  # noqa: S608 - a name of ours
    except sqlite3.OperationalError as error:
        return error_name(error).startswith("SQLITE_READONLY")
    finally:
        line.execute(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
    return False


def install_guards(database: Database) -> None:
    """Triggers that refuse to change guarded tables; harmless when called again."""
    if not isinstance(database, SqliteDatabase):
        return
    present = set(database.get_tables())  # a first migration that failed leaves none
    for table, verbs in GUARDED.items():
        for verb in verbs if table in present else ():
            database.execute_sql(  # type: ignore[no-untyped-call]
                f"CREATE TRIGGER IF NOT EXISTS jaga_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} tidak dapat diubah'); END"
            )


def remove_guards(database: Database) -> None:
    """Take the triggers away, for as long as a migration runs; harmless where there are none."""
    if not isinstance(database, SqliteDatabase):
        return
    for table, verbs in GUARDED.items():
        for verb in verbs:
            database.execute_sql(f"DROP TRIGGER IF EXISTS jaga_{table}_{verb.lower()}")  # type: ignore[no-untyped-call]


@contextmanager
def sorting_on_disk(database: Database) -> Iterator[None]:
    """A migration that indexes every punch of five years sorts 2.4 GB: beside the records, not in the box's memory."""
    if not isinstance(database, SqliteDatabase):
        yield
        return
    database.pragma("temp_store", "file")
    # An SQLite built without this one sorts in /var/tmp, which is a disk too.
    database.pragma("temp_store_directory", f"'{Path(database.database).absolute().parent}'")
    try:
        yield
    finally:
        database.pragma("temp_store", PRAGMAS["temp_store"])
        database.pragma("temp_store_directory", "''")


def copy_online(path: Path, target: Path) -> None:
    """A consistent copy of a database in use, in parts, as it stands now: what is written meanwhile is not in it.

    The reading transaction stays open over all parts. Without it each write by others would begin the copy anew, and
    in a busy hour it would never end.
    """
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.execute("BEGIN")
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=2048, sleep=0.002)


def quick_check(path: Path, seconds: int | None = None) -> list[str]:
    """What SQLite finds wrong with the file; empty when nothing is, or nothing was found within `seconds`."""
    end = None if seconds is None else time.monotonic() + seconds
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
        source.set_progress_handler(lambda: int(end is not None and time.monotonic() > end), 100_000)
        try:
            rows = [str(row[0]) for row in source.execute("PRAGMA quick_check")]
        except sqlite3.OperationalError:
            if end is None:
                raise
            return []  # out of time, or locked: nothing is known of damage
        except sqlite3.DatabaseError as damage:
            return [str(damage)]
    return [] if rows == ["ok"] else rows


def error_name(error: BaseException) -> str:
    """SQLite's own name of what went wrong (SQLITE_FULL and the like), also where Peewee wrapped it; else nothing."""
    inner = error.args[0] if error.args and isinstance(error.args[0], sqlite3.Error) else error
    return str(getattr(inner, "sqlite_errorname", None) or "")


def ask_file(path: Path, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Rows of a database file that nobody writes to, such as a copy; nothing beside it is made or changed."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as source:
        return list(source.execute(query, tuple(values)))
