"""Files that are whole or not there: written under a temporary name, put on disk, then renamed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SEMENTARA = ".tmp-"


@contextmanager
def fresh(target: Path) -> Iterator[Path]:
    """A temporary path beside `target`; on leaving without an error the file takes its place."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = target.with_name(f".{target.name}{SEMENTARA}{os.getpid()}")
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what processes that are gone left half written."""
    for left in folder.glob(f".*{SEMENTARA}*"):
        if not Path("/proc", left.name.rpartition("-")[2]).exists():
            left.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
