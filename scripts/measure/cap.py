"""A control group that holds processes to a memory limit, where this machine lets us make one."""

import contextlib
import os
from pathlib import Path

V1, V2 = Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")


class Cap:
    """`holds` says whether there is one; without it memory is only measured."""

    def __init__(self, megabytes: int) -> None:
        self.limit, self.folder, self.second = megabytes * 2**20, None, False

    @property
    def holds(self) -> bool:
        return self.folder is not None

    def __enter__(self) -> "Cap":
        for top, name, second in ((V1, "memory.limit_in_bytes", False), (V2, "memory.max", True)):
            folder = top / f"ekinerja-ukur-{os.getpid()}"
            with contextlib.suppress(OSError):
                folder.mkdir()
                try:
                    (folder / name).write_text(str(self.limit))
                except OSError:
                    folder.rmdir()
                    raise
                self.folder, self.second = folder, second
                break
        return self

    def enter(self, pid: int) -> None:
        if self.folder is not None:
            (self.folder / "cgroup.procs").write_text(str(pid))

    def most_mb(self) -> float:
        name = "memory.peak" if self.second else "memory.max_usage_in_bytes"
        return int((self.folder / name).read_text()) / 2**20

    def __exit__(self, *_: object) -> None:
        if self.folder is not None:
            with contextlib.suppress(OSError):
                self.folder.rmdir()
