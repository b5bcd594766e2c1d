"""Bringing a database to the present form: numbered migrations, then the guards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

from appliance.models.base import db
from appliance.models.sqlite import install_guards, open_database

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def bind(path: Path, url: str | None = None) -> Database:
    """Point all records at one database; each thread opens its own connection to it."""
    database = open_database(path, url)
    db.initialize(database)
    return database


def migrate() -> list[str]:
    """Apply what is missing; returns the names applied. Quick and harmless when nothing is."""
    runner = Runner(db.obj, str(MIGRATIONS))
    before = set(runner.applied())
    runner.up()
    install_guards(db.obj)
    return sorted(set(runner.applied()) - before)


def applied() -> list[str]:
    """Names of the migrations that the database at hand has."""
    return sorted(Runner(db.obj, str(MIGRATIONS)).applied())


def newer(of: Iterable[str] | None = None) -> list[str]:
    """Migrations that this program does not know: of the database at hand, or of these."""
    known = {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}
    return sorted(set(applied() if of is None else of) - known)
