"""The bytes of imported files, kept under their hash, and the lock that lets one import run at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from appliance.exchange.refusal import BerkasDitolak, Tolakan
from appliance.exchange.table import MAX_BYTES

FOLDER = "impor"


def stage(data_folder: Path, data: bytes) -> str:
    """Keep a file's bytes before anything of it is entered; returns their hash. Survives a power cut."""
    name = hashlib.sha256(data).hexdigest()
    folder = data_folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_bytes(folder / name, data)
    return name


def keep_bytes(target: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    if target.exists() and target.stat().st_size == len(data):
        target.touch()  # uploaded again: it is not left over from the first time
        return
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)  # on a full disk half of it takes room from the rest
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def staged(data_folder: Path, name: str) -> bytes:
    """The bytes kept under a hash. Raises FileNotFoundError, and ValueError when the disk changed them."""
    data = (data_folder / FOLDER / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != name:
        raise ValueError(f"berkas impor {name} berubah di penyimpanan")
    return data


def read_limited(berkas: str, source: IO[bytes]) -> bytes:
    """All bytes of an upload, refused as soon as it grows past the limit. Raises BerkasDitolak."""
    data = source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BerkasDitolak(berkas, [Tolakan(0, "", f"lebih dari {MAX_BYTES // 1024 // 1024} MB")])
    return data


@contextmanager
def alone(data_folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the box's import lock; the kernel lets go when a process dies. Yields False when not waiting and taken."""
    folder = data_folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".giliran").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
