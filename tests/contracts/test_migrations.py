"""Migrations are frozen, and together they make exactly the records that the models describe."""

from __future__ import annotations

from pathlib import Path

from appliance.models.schema import MIGRATIONS
from scripts.migration import difference


def test_the_migrations_make_the_records_of_the_models(tmp_path: Path) -> None:
    assert str(difference(tmp_path)) == "", "run scripts/new-migration NAME, look at what it wrote, commit it"


def test_a_migration_depends_on_nothing_that_changes() -> None:
    leaning = [path.name for path in MIGRATIONS.glob("[0-9]*.py") if "appliance" in path.read_text()]
    assert leaning == [], "a migration must not import the models: they go on changing"
