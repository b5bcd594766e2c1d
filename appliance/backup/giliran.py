"""One backup, trial or restore at a time."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appliance.backup.gagal import CadanganGagal

LOCK = ".cadangan.kunci"
TRIES, PAUSE = 15, 0.2  # seconds: the hourly look holds the turn for a moment


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the turn. Raises CadanganGagal when another has it. A process that is killed gives it back."""
    handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not any(_take(handle, nth) for nth in range(TRIES)):
            raise CadanganGagal("cadangan, uji atau pemulihan lain sedang berjalan; tunggu sampai selesai")
        yield
    finally:
        os.close(handle)


@contextmanager
def alone_beside(folder: Path) -> Iterator[None]:
    """Be the only restore into this folder's place, also where there is no folder yet; leaves no file behind."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CadanganGagal("pemulihan lain sedang berjalan di sini; tunggu sampai selesai") from None
    finally:
        os.close(handle)


def _take(handle: int, nth: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        time.sleep(PAUSE if nth < TRIES - 1 else 0)
        return False
    return True
