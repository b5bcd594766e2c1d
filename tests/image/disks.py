"""Disks of guests that are off, looked into and filled without mounting them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

DATA = 4  # the number of the data partition
SYSTEM, STATE = 2, 3
BLOCK = 1 << 22


def part(disk: Path, number: int) -> tuple[int, int]:
    """Offset and size of a partition, in bytes."""
    said = subprocess.run(["sfdisk", "-J", disk], capture_output=True, text=True, check=True).stdout
    row = json.loads(said)["partitiontable"]["partitions"][number - 1]
    return row["start"] * 512, row["size"] * 512


def take(disk: Path, number: int, target: Path) -> Path:
    """Copy a partition of a raw disk into a file of its own; holes stay holes, so it takes a moment."""
    begin, size = part(disk, number)
    target.unlink(missing_ok=True)
    with disk.open("rb") as source, target.open("wb") as copy:
        copy.truncate(size)
        for here, end in filled(source.fileno(), begin, begin + size):
            while here < end:
                data = os.pread(source.fileno(), min(BLOCK, end - here), here)
                here += os.pwrite(copy.fileno(), data, here - begin)
    return target


def filled(handle: int, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a sparse file that hold something, between `begin` and `end`."""
    while begin < end:
        try:
            begin = os.lseek(handle, begin, os.SEEK_DATA)
        except OSError:  # only a hole from here on
            return
        if begin >= end:
            return
        hole = min(os.lseek(handle, begin, os.SEEK_HOLE), end)
        yield begin, hole
        begin = hole


def replay(filesystem: Path) -> None:
    """What the next start does first: the journal is played. Anything that it does not mend is a failure."""
    done = subprocess.run(["e2fsck", "-f", "-p", filesystem], capture_output=True, text=True, check=False)
    assert done.returncode <= 1, done.stdout + done.stderr


def extract(filesystem: Path, folder: Path) -> Path:
    """All files of a file system, in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    subprocess.run(["debugfs", "-R", f"rdump / {folder}", filesystem], check=True, capture_output=True)
    shutil.rmtree(folder / "lost+found", ignore_errors=True)
    return folder


def owner(disk: Path, name: str = "ekinerja") -> tuple[int, int]:
    """The numbers of a user of the system on that disk."""
    begin, _ = part(disk, SYSTEM)
    passwd = subprocess.run(
        ["debugfs", "-R", "cat /etc/passwd", f"{disk}?offset={begin}"], capture_output=True, text=True, check=True
    ).stdout
    row = next(line.split(":") for line in passwd.splitlines() if line.startswith(f"{name}:"))
    return int(row[2]), int(row[3])


def with_data(image: Path, disk: Path, folder: Path, size: str = "8G") -> Path:
    """A raw disk with the image, in whose data partition the files of `folder` lie already."""
    subprocess.run(["cp", "--sparse=always", image, disk], check=True)
    uid, gid = owner(disk)
    subprocess.run(["chown", "-R", f"{uid}:{gid}", folder], check=True)
    begin, length = part(disk, DATA)
    filesystem = disk.with_suffix(".ext4")
    filesystem.unlink(missing_ok=True)
    with filesystem.open("wb") as file:
        file.truncate(length)
    subprocess.run(
        ["mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-i", "16384", "-J", "size=32", "-E", "resize=268435456",
         "-L", "EKIN-DATA", "-d", folder, filesystem], check=True,
    )  # fmt: skip
    command = ["dd", f"if={filesystem}", f"of={disk}", "bs=1M", f"seek={begin >> 20}", "conv=notrunc", "status=none"]
    subprocess.run(command, check=True)
    filesystem.unlink()
    subprocess.run(["truncate", "-s", size, disk], check=True)
    return disk
