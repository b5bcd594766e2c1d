"""The heaviest thing that an update may do to the records: every punch written anew, with one more column and index."""

import shutil
import tempfile
import time
from pathlib import Path

from appliance.models.base import db
from appliance.models.schema import MIGRATIONS, migrate
from measure.report import Report, cpu

BODY = '''"""Measured only."""

from peewee import *


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("presensi", "ukuran", TextField(default="")),
        migrator.add_index("presensi", ("ukuran", "waktu")),
    )
'''


def measure(report: Report, folder: Path) -> None:
    """Last of all: afterwards the regency in `folder` is no longer as the models know it."""
    db.connect(reuse_if_open=True)
    with tempfile.TemporaryDirectory() as place:
        for path in MIGRATIONS.glob("[0-9]*.py"):
            shutil.copy(path, place)
        Path(place, "9999_ukur.py").write_text(BODY)
        begun = time.monotonic()
        with cpu() as spent:
            migrate(Path(place))
    db.close()
    report.add("migration that writes every punch anew: CPU", spent.cpu, "s CPU")
    report.add("migration that writes every punch anew", time.monotonic() - begun, "s", 600)
    report.add("the database after it", (folder / "ekinerja.db").stat().st_size / 1e6, "MB")
