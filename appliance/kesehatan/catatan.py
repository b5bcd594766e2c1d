"""The last lines of the logs: files of the data folder, and the system's journal where it keeps them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

LINES, BYTES = 400, 200_000
JOURNAL = ["journalctl", "--unit=ekinerja*", "--no-pager", "--output=cat", f"--lines={LINES}"]


def last_lines(data: Path) -> Iterator[tuple[str, str]]:
    """Names and texts, not cleaned of anything."""
    for path in sorted((data / "log").glob("*.log")):
        if path.stem in ("serve", "work"):
            yield path.stem, _tail(path)
    found = _journal()
    if found:
        yield "journal", found


def _tail(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - BYTES))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-LINES:])


def _journal() -> str:
    try:
        done = subprocess.run(JOURNAL, capture_output=True, text=True, timeout=10, check=False, errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout[-BYTES:] if done.returncode == 0 else ""
