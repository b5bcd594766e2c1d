"""Whose turn it is on this box: one `serve`, one `work`, and one heavy child at a time, whatever process starts it.

Each turn is a file in `giliran/` of the data folder that the kernel locks for whoever holds it. The lock goes with the
process, also by SIGKILL and power cut, so no turn is ever left behind. What stands in the file says who holds it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance import clock

FOLDER = "giliran"
BERAT = "berat"
PATIENCE = 3.0  # seconds for an earlier process that is just ending


@dataclass(frozen=True, slots=True)
class Pemegang:
    """Who holds a turn: process, since when, and what it does (`kerja`, since `sejak`; empty: nothing at the moment).

    `hidup` is whether it holds the turn now; else the rest is what stood there last. `rapi`: it ended orderly.
    """

    hidup: bool
    pid: int = 0
    mulai: datetime | None = None
    kerja: str = ""
    sejak: datetime | None = None
    rapi: bool = True


class SudahBerjalan(RuntimeError):
    """Somebody else has this turn."""

    def __init__(self, pemegang: Pemegang) -> None:
        self.pemegang = pemegang
        super().__init__(f"proses {pemegang.pid}")


class Giliran:
    """A turn that is held. `tell` says what is being done; `before` is what the holder before left behind."""

    def __init__(self, handle: int, before: Pemegang) -> None:
        self.handle, self.before = handle, before
        self.own: dict[str, Any] = {"pid": os.getpid(), "mulai": clock.local().isoformat(), "rapi": False}

    def tell(self, kerja: str = "") -> None:
        """A full disk must not stop the work: then nobody reads what it was."""
        self.own |= {"kerja": kerja, "sejak": clock.local().isoformat()}
        self._write()

    def end(self) -> None:
        self.own |= {"kerja": "", "rapi": True}
        self._write()
        os.close(self.handle)

    def _write(self) -> None:
        text = json.dumps(self.own).encode()
        with contextlib.suppress(OSError):
            os.pwrite(self.handle, text.ljust(400), 0)  # the same length over the old, which needs no new space


def take(data: Path, nama: str, *, wait: float | None = 0) -> Giliran:
    """Take a turn; `wait` is how many seconds to wait for it (None: as long as it takes). Raises SudahBerjalan."""
    path = _path(data, nama)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(handle, wait)
    except BlockingIOError:
        found = _read(handle, hidup=True)
        os.close(handle)
        raise SudahBerjalan(found) from None
    turn = Giliran(handle, _read(handle, hidup=False))
    turn.tell()
    return turn


def _lock(handle: int, wait: float | None) -> None:
    if wait is None:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return
    end = clock.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if clock.monotonic() >= end:
                raise
            time.sleep(0.05)


def holder(data: Path, nama: str) -> Pemegang:
    """Who holds a turn now, or held it last."""
    try:
        handle = os.open(_path(data, nama), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return Pemegang(hidup=False)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return _read(handle, hidup=False)
    except BlockingIOError:
        return _read(handle, hidup=True)
    finally:
        os.close(handle)


@contextlib.contextmanager
def heavy(data: Path, kerja: str, *, wait: float | None = None) -> Iterator[None]:
    """Hold the box's one heavy turn (papers, a machine's whole log, backup, trial restore) while `kerja` is done.

    `wait` as in `take`. Raises SudahBerjalan when it is taken: come back later.
    """
    turn = take(data, BERAT, wait=wait)
    try:
        turn.tell(kerja)
        yield
    finally:
        turn.end()


def _path(data: Path, nama: str) -> Path:
    return data / FOLDER / nama


def _read(handle: int, *, hidup: bool) -> Pemegang:
    try:
        told = json.loads(os.pread(handle, 1000, 0) or b"{}")
        moments = {name: datetime.fromisoformat(told[name]) for name in ("mulai", "sejak") if told.get(name)}
        return Pemegang(hidup, told.get("pid", 0), kerja=told.get("kerja", ""), rapi=told.get("rapi", True), **moments)
    except (ValueError, OSError):
        return Pemegang(hidup)
