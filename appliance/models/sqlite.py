"""The one place that speaks SQLite's own dialect: opening, pragmas, the guards against change, the online copy."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

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


def install_guards(database: Database) -> None:
    """Triggers that refuse to change guarded tables; harmless when called again."""
    if not isinstance(database, SqliteDatabase):
        return
    for table, verbs in GUARDED.items():
        for verb in verbs:
            database.execute_sql(  # type: ignore[no-untyped-call]
                f"CREATE TRIGGER IF NOT EXISTS jaga_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} tidak dapat diubah'); END"
            )


def copy_online(path: Path, target: Path) -> None:
    """A consistent copy of a database in use, page by page."""
    with sqlite3.connect(path) as source, sqlite3.connect(target) as copy:
        source.backup(copy, pages=256, sleep=0.01)


def quick_check(path: Path, seconds: int | None = None) -> list[str]:
    """What SQLite finds wrong with the file; empty when nothing is, or nothing was found within `seconds`."""
    end = None if seconds is None else time.monotonic() + seconds
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
        source.set_progress_handler(lambda: int(end is not None and time.monotonic() > end), 100_000)
        try:
            rows = [str(row[0]) for row in source.execute("PRAGMA quick_check")]
        except sqlite3.OperationalError:
            return []  # out of time, or locked: nothing is known of damage
        except sqlite3.DatabaseError as damage:
            return [str(damage)]
    return [] if rows == ["ok"] else rows


def error_name(error: BaseException) -> str:
    """SQLite's own name of what went wrong (SQLITE_FULL and the like), also where Peewee wrapped it; else nothing."""
    inner = error.args[0] if error.args and isinstance(error.args[0], sqlite3.Error) else error
    return str(getattr(inner, "sqlite_errorname", None) or "")
