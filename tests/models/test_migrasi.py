"""A release that changes guarded records: years of punches and locked months come through it whole."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from peewee import Database, DatabaseError

from appliance.models.base import db
from appliance.models.schema import MIGRATIONS, bind, migrate
from appliance.models.sqlite import GUARDED


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A regency with one row in each guarded table."""
    database = bind(tmp_path / "ekinerja.db")
    database.connect()
    migrate()
    database.pragma("foreign_keys", 0)
    for table in GUARDED:
        _fill(table)
    database.pragma("foreign_keys", 1)
    return database


def _fill(table: str) -> None:
    columns = [column for column in db.get_columns(table) if not column.null and column.name != "id"]
    values = ["2026-10-01 07:00:00" if "DATE" in column.data_type else "1" for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    db.execute_sql(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", values)


def _release(folder: Path, body: str) -> Path:
    """All migrations of today and one more."""
    folder.mkdir()
    for path in MIGRATIONS.glob("[0-9]*.py"):
        (folder / path.name).write_text(path.read_text())
    (folder / "0999_nanti.py").write_text("from peewee import *\n\n\n" + dedent(body))
    return folder


def _guarded(table: str) -> bool:
    try:
        with db.atomic():
            db.execute_sql(f"DELETE FROM {table}")
            raise AssertionError(f"{table} could be emptied")
    except DatabaseError as refusal:
        return "tidak dapat diubah" in str(refusal)


@pytest.mark.parametrize("table", list(GUARDED))
def test_a_release_may_add_a_filled_column_to_what_is_guarded(database: Database, table: str, tmp_path: Path) -> None:
    before = database.execute_sql(f"SELECT * FROM {table}").fetchall()
    body = f"""\
    def up(migrator, db):
        migrator.migrate(migrator.add_column("{table}", "asal_usul", TextField(default="mesin")))
    """
    assert migrate(_release(tmp_path / "nanti", body)) == ["0999_nanti"]
    after = database.execute_sql(f"SELECT * FROM {table}").fetchall()
    assert after == [(*row, "mesin") for row in before]
    assert _guarded(table)


def test_the_guards_stand_again_when_a_migration_fails(database: Database, tmp_path: Path) -> None:
    body = """\
    def up(migrator, db):
        db.execute_sql("UPDATE presensi SET pin = '2'")
        raise RuntimeError("rusak")
    """
    with pytest.raises(RuntimeError, match="rusak"):
        migrate(_release(tmp_path / "nanti", body))
    assert all(_guarded(table) for table in GUARDED)
    assert database.execute_sql("SELECT pin FROM presensi").fetchall() == [("1",)]


def test_the_guards_stand_again_after_a_power_cut_within_a_migration(database: Database) -> None:
    database.execute_sql("DROP TRIGGER jaga_presensi_delete")
    assert migrate() == []
    assert _guarded("presensi")


def test_a_migration_sorts_beside_the_records_and_not_in_the_boxs_memory(database: Database, tmp_path: Path) -> None:
    body = f"""\
    def up(migrator, db):
        assert db.pragma("temp_store") == 1, "a file"
        assert db.pragma("temp_store_directory") == "{tmp_path}"
    """
    assert migrate(_release(tmp_path / "nanti", body)) == ["0999_nanti"]
    assert database.pragma("temp_store") == 2
    assert database.pragma("temp_store_directory") is None
