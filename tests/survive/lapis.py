"""A file system laid over a folder, in a process of its own, that a file tells what to do while others work on it.

`python tests/survive/lapis.py FOLDER MOUNT HAND`. HAND empty: all goes through. `ro`: every change is refused, also on
files that are open, as by a kernel that has locked the disk. `slow 0.3`: keeping anything for good takes that long.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import Any

from mfusepy import FUSE, FuseOSError, Operations

TIMES = ("st_atime", "st_mtime", "st_ctime")
FIELDS = ("st_mode", "st_nlink", "st_size", "st_uid", "st_gid", *TIMES)
ROOM = ("f_bavail", "f_bfree", "f_blocks", "f_bsize", "f_favail", "f_ffree", "f_files", "f_frsize", "f_namemax")


class Lapis(Operations):  # type: ignore[misc]
    """What a program may ask of a disk, passed through. Errors of the folder are passed on as they are."""

    use_ns = False

    def __init__(self, folder: str, hand: Path) -> None:
        self.folder, self.hand = folder, hand

    def told(self, word: str) -> str:
        """What stands after `word` in the hand; nothing when another word stands there."""
        said = self.hand.read_text().split()
        return (said[1:] or [word])[0] if said[:1] == [word] else ""

    def at(self, path: str) -> str:
        return self.folder + path

    def changing(self, path: str) -> str:
        """SQLite's index of the log is memory that happens to have a name; a kernel leaves it where it is."""
        if self.told("ro") and not path.endswith("-shm"):
            raise FuseOSError(errno.EROFS)
        return self.at(path)

    # looking
    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        found = os.lstat(self.at(path)) if fh is None else os.fstat(fh)
        return {name: getattr(found, name) for name in FIELDS}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *os.listdir(self.at(path))]

    def statfs(self, path: str) -> dict[str, int]:
        found = os.statvfs(self.at(path))
        return {name: getattr(found, name) for name in ROOM}

    def open(self, path: str, flags: int) -> int:
        where = self.at(path) if flags & os.O_ACCMODE == os.O_RDONLY else self.changing(path)
        return os.open(where, flags & ~os.O_CREAT)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return os.pread(fh, size, offset)

    def release(self, path: str, fh: int) -> int:
        os.close(fh)
        return 0

    # changing
    def create(self, path: str, mode: int, fi: Any = None) -> int:
        return os.open(self.changing(path), os.O_RDWR | os.O_CREAT | os.O_TRUNC, mode)

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        self.changing(path)
        return os.pwrite(fh, data, offset)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        os.truncate(self.changing(path) if fh is None else fh, length)
        return 0

    def chmod(self, path: str, mode: int) -> int:
        os.chmod(self.changing(path), mode)
        return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        os.chown(self.changing(path), uid, gid)
        return 0

    def utimens(self, path: str, times: tuple[float, float] | None = None) -> int:
        os.utime(self.changing(path), times)
        return 0

    def mkdir(self, path: str, mode: int) -> int:
        os.mkdir(self.changing(path), mode)
        return 0

    def rmdir(self, path: str) -> int:
        os.rmdir(self.changing(path))
        return 0

    def unlink(self, path: str) -> int:
        os.unlink(self.changing(path))
        return 0

    def rename(self, old: str, new: str) -> int:
        os.rename(self.changing(old), self.changing(new))
        return 0

    def link(self, target: str, source: str) -> int:
        os.link(self.at(source), self.changing(target))
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self.changing(path)
        time.sleep(float(self.told("slow") or 0))
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        return self.fsync(path, datasync, fh)


if __name__ == "__main__":
    folder, mount, hand = sys.argv[1:]
    FUSE(Lapis(folder, Path(hand)), mount, foreground=True, allow_other=True)
