"""The hourly look at the places for copies, and the backup that nobody began: both as children left alone.

A disk that hangs holds up its child, not the worker. Where systemd's timer begins the backup, nothing is late here.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

from appliance.backup import kunci_cadangan
from appliance.box import Box
from appliance.models.cadangan import last

NIGHT = (21, 22, 23, 0, 1, 2, 3, 4)  # hours of the wall clock
LATE = timedelta(hours=26)
AGAIN = timedelta(hours=3)  # after one that failed


def watch(box: Box, now: datetime) -> list[str]:
    """Begin what is due; returns which commands."""
    if box.settings.cadangan is None and box.settings.cadangan_kedua is None:
        return []
    due = ["cadangan periksa", *(["backup"] if is_late(box, now) else [])]
    for words in due:
        begin(*words.split())
    return due


def is_late(box: Box, now: datetime) -> bool:
    """Whether it is night and the last good copy is from the night before the last one."""
    if now.hour not in NIGHT or not kunci_cadangan.read(box.data).penerima:
        return False
    good, tried = last("salinan"), last("salinan", good=False)
    return (good is None or now - good.mulai > LATE) and (tried is None or now - tried.mulai > AGAIN)


def begin(*words: str) -> None:
    """A child that is nobody's: it ends when it ends."""
    quiet = ("setsid", "--fork", "nice", "-n", "15", sys.executable, "-P", "-m", "appliance.cli", *words)
    nothing = subprocess.DEVNULL
    subprocess.run(quiet, stdin=nothing, stdout=nothing, stderr=nothing, check=False)
