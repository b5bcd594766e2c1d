"""The heaviest thing that an update may do to the records: every punch written anew, with one more column and index.

In a process of its own, `python -m measure.migrations FOLDER`, so that its memory is its own too.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from appliance.box import database_file
from appliance.models.base import db
from appliance.models.schema import MIGRATIONS, bind, migrate
from measure.processes import ROOT
from measure.report import Report

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
    done = subprocess.run(
        [sys.executable, "-m", "measure.migrations", str(folder)], capture_output=True, text=True, check=True,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}"},
    )  # fmt: skip
    told = json.loads(done.stdout)
    report.add("migration that writes every punch anew: CPU", told["cpu"], "s CPU")
    report.add("migration that writes every punch anew", told["seconds"], "s", 600)
    report.add("migration that writes every punch anew: most memory", told["memory"], "MB", 120)
    report.add("the database after it", database_file(folder).stat().st_size / 1e6, "MB")


def main(folder: Path) -> None:
    bind(database_file(folder))
    db.connect()
    with tempfile.TemporaryDirectory() as place:
        for path in MIGRATIONS.glob("[0-9]*.py"):
            shutil.copy(path, place)
        Path(place, "9999_ukur.py").write_text(BODY)
        begun = time.monotonic()
        migrate(Path(place))
        seconds = time.monotonic() - begun
    db.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "seconds": seconds, "memory": _most_mb()}))


def _most_mb() -> float:
    """What this program has held at most; `ru_maxrss` would tell its parent's as well."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
