"""Disks of our own: one of a few megabytes that fills, one that obeys a word, one that the kernel itself locks.

Where this machine lets us mount nothing, the tests that need one are skipped.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

LAYER = Path(__file__).with_name("lapis.py")


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


class Hand:
    """What a layered disk is told; see tests/survive/lapis.py."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.says()

    def says(self, words: str = "") -> None:
        fresh = self.file.with_suffix(".baru")
        fresh.write_text(words)
        fresh.replace(self.file)


@contextmanager
def obeying_disk(folder: Path, beside: Path) -> Iterator[Hand]:
    """A disk at `folder` whose bytes lie in `beside`; processes that have files open there meet what the hand says."""
    from tests.survive.box import until

    if os.geteuid() != 0 or not Path("/dev/fuse").exists():
        pytest.skip("laying a file system over a folder needs root and /dev/fuse")
    for place in (folder, beside / "isi"):
        place.mkdir(parents=True)
    hand = Hand(beside / "tangan")
    words = [sys.executable, str(LAYER), str(beside / "isi"), str(folder), str(hand.file)]
    with (beside / "lapis.log").open("wb") as log:
        layer = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        until(lambda: os.path.ismount(folder) or layer.poll() is not None, "the disk is there")
        assert layer.poll() is None, (beside / "lapis.log").read_text()
        yield hand
    finally:
        hand.says()
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
        layer.terminate()
        layer.wait()


@dataclass
class BlockDisk:
    """An ext4 disk of its own device, made from a file."""

    folder: Path
    image: Path

    def mount(self) -> None:
        done = mount("-o", "loop,errors=remount-ro", str(self.image), str(self.folder))
        if done.returncode:
            pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")

    def device(self) -> str:
        """Its name in /dev, such as loop3."""
        found = subprocess.run(["findmnt", "-no", "SOURCE", str(self.folder)], capture_output=True, text=True)
        return Path(found.stdout.strip()).name

    def fails(self) -> None:
        """The kernel finds an error on it, and locks it as Debian's fstab asks."""
        with contextlib.suppress(OSError):
            Path(f"/sys/fs/ext4/{self.device()}/trigger_fs_error").write_text("1")

    def repair(self) -> None:
        """As docs/OPERASI.md says: taken off, looked through, put on again."""
        subprocess.run(["umount", str(self.folder)], check=True)
        looked = subprocess.run(["fsck.ext4", "-fy", str(self.image)], capture_output=True, check=False)
        assert looked.returncode in (0, 1), looked.stdout
        self.mount()


@contextmanager
def block_disk(folder: Path, image: Path, megabytes: int = 200) -> Iterator[BlockDisk]:
    """Mounted at `folder` until left."""
    folder.mkdir(parents=True)
    with image.open("wb") as file:
        file.truncate(megabytes * 2**20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)
    disk = BlockDisk(folder, image)
    disk.mount()
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


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
