"""Networks of our own, as the kernel makes them: each a name space with nothing in it but what a test puts there."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)


def possible() -> bool:
    """Whether this machine lets us make one: root, `ip`, and a kernel that allows it."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    made = subprocess.run(("unshare", "-n", "true"), capture_output=True, check=False)
    return made.returncode == 0


class Jaringan:
    """A network name space with its loopback up; `close` takes it away."""

    def __init__(self) -> None:
        self.name = f"uji-{secrets.token_hex(3)}"
        ip("netns", "add", self.name)
        self.ip("link", "set", "lo", "up")

    def ip(self, *words: str) -> None:
        ip("-n", self.name, *words)

    def command(self, *words: str) -> tuple[str, ...]:
        return ("ip", "netns", "exec", self.name, *words)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """This thread stands in the network meanwhile."""
        with Path("/proc/thread-self/ns/net").open() as own, Path(f"/run/netns/{self.name}").open() as there:
            enter(there.fileno())
            try:
                yield
            finally:
                enter(own.fileno())

    def connect(self, other: Jaringan) -> None:
        """A cable between the two: `kabel` in each."""
        ip("link", "add", "kabel", "netns", self.name, "type", "veth", "peer", "name", "kabel", "netns", other.name)
        for one in (self, other):
            one.ip("link", "set", "kabel", "up")

    def close(self) -> None:
        ip("netns", "delete", self.name)


def enter(handle: int) -> None:
    if LIBC.setns(handle, NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def ip(*words: str) -> None:
    done = subprocess.run(("ip", *words), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")
