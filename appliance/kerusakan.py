"""The note that the database was found damaged: kept as a file, since the database cannot be asked to keep it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from appliance import clock
from appliance.box import database_file
from appliance.models.sqlite import quick_check

NOTE = "kerusakan.txt"
MOST = 20  # lines of what was found


def note(data: Path, words: str) -> None:
    """Note it; on a disk that takes nothing any more the log has it."""
    with contextlib.suppress(OSError), (data / NOTE).open("a", encoding="utf-8") as file:
        file.write(f"{clock.local():%Y-%m-%d %H:%M} {words}\n")


def noted(data: Path) -> list[str]:
    """What was noted, the oldest first; empty when nothing was."""
    try:
        return (data / NOTE).read_text(encoding="utf-8").splitlines()[:MOST]
    except OSError:
        return []


def look(data: Path, seconds: int | None = None) -> list[str]:
    """Look the whole file through, or as far as one comes in `seconds`, and note what is wrong with it.

    A note of something that is well again goes.
    """
    found = quick_check(database_file(data), seconds)
    if not found:
        with contextlib.suppress(OSError):
            (data / NOTE).unlink(missing_ok=True)
    for row in found[:MOST]:
        note(data, row)
    return found
