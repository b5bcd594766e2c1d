"""Bringing a database to the present form: numbered migrations, then the guards."""

from __future__ import annotations

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
    """Names of the migrations that this database has been through."""
    return sorted(Runner(db.obj, str(MIGRATIONS)).applied())
