"""One backup, trial or restore at a time; and who else uses a data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appliance.backup.gagal import CadanganGagal

LOCK = ".cadangan.kunci"


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the turn. Raises CadanganGagal when another has it. A process that is killed gives it back."""
    handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CadanganGagal("cadangan, uji atau pemulihan lain sedang berjalan; tunggu sampai selesai") from None
        yield
    finally:
        os.close(handle)


def is_running(data: Path) -> bool:
    """Whether somebody has the turn now."""
    try:
        with alone(data):
            return False
    except CadanganGagal:
        return True
    except OSError:
        return False
