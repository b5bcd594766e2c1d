"""The copy of the records before an update, and putting it back. Nothing that stood there is thrown away."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from installer.lay import DATA, USER
from installer.refused import Refused
from installer.system import System, sync

COPIES = f"{DATA}/sebelum-pembaruan"
BESIDE = ("", "-wal", "-shm")


def take(system: System, version: str) -> str | None:
    """Copy the records as they are now, checked; gives the copy's place, None where they are not in a file of ours."""
    database = system.path(f"{DATA}/ekinerja.db")
    if not database.exists():
        return None
    system.folder(COPIES, 0o700, f"{USER}:{USER}")
    place = f"{COPIES}/{version}.db"
    fresh = system.path(f"{place}.baru")
    fresh.unlink(missing_ok=True)
    fresh.touch(0o600)
    said = _copy(database, fresh)
    if said != "ok":
        fresh.unlink()
        raise Refused(f"Berkas data rusak ({said}); pembaruan tidak dimulai. Pulihkan dulu dari cadangan.")
    _settle(system, fresh, system.path(place))
    _own_all(system)
    return place


def _copy(database: Path, fresh: Path) -> str:
    """Copy page by page and look at the copy; gives `ok` or what is wrong."""
    source, copy = sqlite3.connect(database, timeout=60), sqlite3.connect(fresh)
    try:
        source.backup(copy)
        return str(copy.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as reason:
        return str(reason)
    finally:
        source.close()
        copy.close()


def put_back(system: System, place: str, left: str) -> None:
    """Bring a copy back as the records; those that stood there stay beside it under the name of version `left`."""
    database, copy = system.path(f"{DATA}/ekinerja.db"), system.path(place)
    aside = system.path(f"{COPIES}/ditinggalkan-{left}.db")
    fresh = system.path(f"{DATA}/.ekinerja.db.baru")
    fresh.unlink(missing_ok=True)
    shutil.copyfile(copy, fresh)
    if database.exists() and not aside.exists():
        for tail in BESIDE:  # the log first belongs to the file that it stands beside
            path = Path(f"{database}{tail}")
            if path.exists():
                path.replace(f"{aside}{tail}")
    for tail in BESIDE[1:]:
        Path(f"{database}{tail}").unlink(missing_ok=True)
    fresh.chmod(0o600)
    _settle(system, fresh, database)
    _own_all(system)


def _settle(system: System, fresh: Path, target: Path) -> None:
    with fresh.open("rb+") as written:
        os.fsync(written.fileno())
    if system.root == Path("/"):
        shutil.chown(fresh, USER, USER)
    fresh.replace(target)
    sync(target.parent)


def _own_all(system: System) -> None:
    """What root's SQLite left beside the records is the box's own again."""
    if system.root != Path("/"):
        return
    for path in [*system.path(DATA).glob("ekinerja.db*"), *system.path(COPIES).iterdir()]:
        shutil.chown(path, USER, USER)
