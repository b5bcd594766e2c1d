"""A disk of a few megabytes that fills, and can be locked: a tmpfs of its own, where this machine lets us mount one."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """Mounted at `folder` until left. The test is skipped where mounting is not allowed."""
    folder.mkdir(parents=True)
    done = mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def mount(*words: str) -> subprocess.CompletedProcess[bytes]:
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount a small disk")
    return subprocess.run(["mount", *words], capture_output=True, check=False)


def fill(folder: Path) -> Path:
    """Take every byte that is left; returns the file to remove."""
    stuffing = folder / "pengisi"
    for size in (1 << 16, 1):
        with contextlib.suppress(OSError), stuffing.open("ab", buffering=0) as file:
            while True:
                file.write(b"x" * size)
    return stuffing


def files(folder: Path) -> set[str]:
    """All files below, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
