"""Bringing a database to the present form: numbered migrations, then the guards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

from appliance.models.base import db
from appliance.models.sqlite import install_guards, open_database, remove_guards, sorting_on_disk

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def bind(path: Path, url: str | None = None) -> Database:
    """Point all records at one database; each thread opens its own connection to it."""
    database = open_database(path, url)
    db.initialize(database)
    return database


def migrate(folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing; returns the names applied. Quick and harmless when nothing is.

    A migration may fill a new column of a guarded table: the guards are down while it runs, and up again whatever
    becomes of it. Where the power fails in between, the next start brings them up before anything else is done.
    """
    runner = Runner(db.obj, str(folder))
    before = set(runner.applied())
    try:
        if any(migration.path and not migration.applied for migration in runner.status()):
            remove_guards(db.obj)
        with sorting_on_disk(db.obj):
            runner.up()
    finally:
        install_guards(db.obj)
    return sorted(set(runner.applied()) - before)


def applied() -> list[str]:
    """Names of the migrations that the database at hand has."""
    return sorted(Runner(db.obj, str(MIGRATIONS)).applied())


def newer(of: Iterable[str] | None = None) -> list[str]:
    """Migrations that this program does not know: of the database at hand, or of these."""
    known = {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}
    return sorted(set(applied() if of is None else of) - known)
