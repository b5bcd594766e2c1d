"""Putting a restored folder in the place of the one that stands there, which is moved beside and never removed."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from datetime import datetime
from pathlib import Path

from appliance.backup.gagal import CadanganGagal

AT_FDCWD, EXCHANGE = -100, 2  # renameat2(2)
UNPROVEN = ".belum"  # stands in the new folder until it has taken the place
UNFINISHED = "pulih"  # DATA.pulih-…: a restore that has not ended; nothing but ours bears such a name


def fresh_beside(data: Path, now: datetime) -> Path:
    """A new empty folder on the same file system, for what is brought back."""
    parent = parent_of(data)
    for left in parent.glob(f".{data.name}.{UNFINISHED}-*"):
        shutil.rmtree(left, ignore_errors=True)  # of a restore that was cut off: it never stood in the place
    path = parent / f".{data.name}.{UNFINISHED}-{now:%Y%m%d-%H%M%S}-{os.getpid()}"
    try:
        path.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise CadanganGagal(f"{parent}: tidak boleh ditulis ({error.strerror}); jalankan sebagai root") from error
    return path


def swap(fresh: Path, data: Path, now: datetime) -> Path | None:
    """Put `fresh` in the place of `data`; returns where the former one stands now, None when there was none.

    The exchange is one step of the kernel: a power cut leaves the one or the other, never neither.
    """
    if not data.exists():
        fresh.rename(data)
        _flush(data.parent)
        return None
    if os.path.ismount(data):
        return _swap_within(fresh, data, now)
    former = _free_name(data.parent, f"{data.name}.sebelum-{now:%Y-%m-%d-%H%M}")
    if not _exchange(fresh, data):
        data.rename(former)
        fresh.rename(data)
    else:
        fresh.rename(former)
    _flush(data.parent)
    return former


def settle_interrupted(data: Path, now: datetime) -> None:
    """A power cut between the exchange and the naming: what the exchange put aside gets its name."""
    for path in parent_of(data).glob(f".{data.name}.{UNFINISHED}-*"):
        if not (path / UNPROVEN).exists() and any(path.iterdir()):
            path.rename(_free_name(path.parent, f"{data.name}.sebelum-{now:%Y-%m-%d-%H%M}"))


def parent_of(data: Path) -> Path:
    """Where the new folder is made: beside, or within where the folder is a file system of its own."""
    return data if os.path.ismount(data) else data.parent


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names at once; False where the file system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):
        return False
    raise CadanganGagal(f"{other}: tidak dapat diganti ({os.strerror(number)})")


def _swap_within(fresh: Path, data: Path, now: datetime) -> Path:
    """A folder that is a mount point cannot be renamed: its entries are moved.

    The database leaves first and comes last, so that a power cut on the way leaves a box that says it has no data, and
    never one with half of each.
    """
    former = _free_name(data, f"sebelum-{now:%Y-%m-%d-%H%M}")
    former.mkdir(mode=0o700)
    mine = {fresh.name, former.name, "lost+found", *(path.name for path in data.glob("sebelum-*"))}
    leaving = sorted((path for path in data.iterdir() if path.name not in mine), key=_database_last, reverse=True)
    for path in leaving:
        path.rename(former / path.name)
    for path in sorted(fresh.iterdir(), key=_database_last):
        path.rename(data / path.name)
    fresh.rmdir()
    _flush(data)
    return former


def _database_last(path: Path) -> tuple[bool, str]:
    return path.name.startswith("ekinerja.db"), path.name


def _free_name(folder: Path, name: str) -> Path:
    path, nth = folder / name, 1
    while path.exists():
        nth += 1
        path = folder / f"{name}-{nth}"
    return path


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
