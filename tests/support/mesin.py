"""A bare Debian in a folder that is started as a machine of its own: its systemd is process 1 there, and real.

It is a container of systemd-nspawn in a network of ours with nothing in it. It may neither set the clock nor restart
anything but itself: it has no such rights, and of our processes it sees none.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import jaringan
from tests.support.pohon import CLEAN, Pohon

CGROUPS = Path("/sys/fs/cgroup")
CEILINGS = ("memory", "pids")  # of the older kind of control groups, each is a tree of its own
# It gets a /proc of its own only where there is none, and with ours it would take our processes for its own.
OURS = ("ekinerja-web.service", "ekinerja-work.service", "nginx.service")
START = """
set -e
name=$1 root=$2; shift 2
mkdir -p /run/systemd
mount -t tmpfs tmpfs /run/systemd
umount "$root/proc"
for kind in memory pids; do
    if [ -d "/sys/fs/cgroup/$kind/$name" ]; then echo $$ > "/sys/fs/cgroup/$kind/$name/cgroup.procs"; fi
done
exec "$@"
"""


def possible() -> bool:
    return shutil.which("systemd-nspawn") is not None and shutil.which("nsenter") is not None


GROUP = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (jaringan.possible() and possible()) or shutil.which("mmdebstrap") is None,
        reason="needs root, name spaces, mmdebstrap and systemd-nspawn",
    ),
    pytest.mark.xdist_group("mesin"),  # all its tests are of one machine
]


class Mesin(Pohon):
    """`boot` switches it on."""

    include = ("systemd-sysv", "iproute2")

    def prepare(self) -> None:
        """Its systemctl is its own, and it knows its own name as every installed Debian does."""
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost\n", encoding="utf-8")
        self.machine: subprocess.Popen[str] | None = None
        self.first = 0  # its process 1, by the number that it has here

    def fetch(self, *packages: str) -> None:
        """Have Debian's packages at hand, not installed: where the machine is installed it has no network."""
        for words in (("update",), ("-y", "--no-install-recommends", "--download-only", "install", *packages)):
            done = self.run("apt-get", "-q", *words, outside=True)
            assert done.returncode == 0, done.stderr

    def boot(self) -> None:
        name = self.network.name
        for kind in CEILINGS:
            if (CGROUPS / kind).is_dir():
                (CGROUPS / kind / name).mkdir(exist_ok=True)
        self.machine = subprocess.Popen(
            ("unshare", "--mount", "--", "sh", "-c", START, "sh", name, str(self.root),
             "systemd-nspawn", "--boot", "--quiet", f"--directory={self.root}",
             f"--network-namespace-path=/run/netns/{name}", "--capability=CAP_NET_ADMIN",
             "--drop-capability=CAP_SYS_BOOT,CAP_SYS_TIME", "--register=no", "--keep-unit", "--console=pipe",
             "--link-journal=no", "--resolv-conf=off", "--timezone=off"),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.first = self._first()
        assert os.readlink(f"/proc/{self.first}/ns/pid") != os.readlink("/proc/self/ns/pid"), "not a machine of its own"
        for kind in CEILINGS:  # a container finds them unwritable, and a machine does not
            if (CGROUPS / kind).is_dir():
                self._enter("--mount", "mount", "-o", "remount,bind,rw,nosuid,nodev,noexec", f"{CGROUPS}/{kind}")
        self.wait_until_started()
        assert self.run("systemctl", "daemon-reexec").returncode == 0

    def wait_until_started(self) -> None:
        for _ in range(200):
            said = self.run("systemctl", "is-system-running", "--wait").stdout.strip()
            if said in ("running", "degraded"):
                return
            time.sleep(0.3)
        raise AssertionError(said)

    def _first(self) -> int:
        assert self.machine is not None
        for _ in range(300):
            found = subprocess.run(("pgrep", "-x", "-P", str(self.machine.pid), "systemd"), capture_output=True,
                                   text=True, check=False).stdout.split()  # fmt: skip
            if found:
                return int(found[0])
            assert self.machine.poll() is None, self.machine.stdout and self.machine.stdout.read()
            time.sleep(0.05)
        raise AssertionError("the machine does not start")

    def _enter(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(("nsenter", "--target", str(self.first), *words), capture_output=True, text=True,
                              check=True)  # fmt: skip

    def command(self, *words: str, outside: bool = False) -> tuple[str, ...]:
        """While it runs, a command is one of the machine; before that, and `outside`, of the tree alone."""
        if outside or not self.first:
            return super().command(*words, outside=outside)
        into = ("--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd")
        return ("nsenter", "--target", str(self.first), *into, *CLEAN, *words)

    def property(self, unit: str, name: str) -> str:
        """What systemd says of a unit."""
        return self.run("systemctl", "show", "--value", "-p", name, unit).stdout.strip()

    def ceiling(self, unit: str) -> int:
        """How much memory the kernel lets a unit or slice have, in bytes."""
        group = self.property(unit, "ControlGroup")
        places = (f"/sys/fs/cgroup/memory{group}/memory.limit_in_bytes", f"/sys/fs/cgroup{group}/memory.max")
        return int(self.run("sh", "-c", f"cat {' '.join(places)} 2>/dev/null").stdout)

    def status(self, pid: str) -> dict[str, str]:
        """What the kernel says of a process."""
        lines = self.run("cat", f"/proc/{pid}/status").stdout.splitlines()
        return {name: text.strip() for name, _, text in (line.partition(":") for line in lines)}

    def ups(self, status: str) -> None:
        """NUT's driver for trials reads what the UPS says from the file that ups.conf calls its port."""
        file = self.root / "etc/nut/auto"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"ups.status: {status}\nbattery.charge: 50\n", encoding="utf-8")

    def wait_until(self, what: Callable[[], bool]) -> None:
        for _ in range(300):
            if what():
                return
            time.sleep(0.3)
        raise AssertionError(self.run("journalctl", "--no-pager", "-n", "60").stdout)

    def wait_for_end(self, seconds: float = 120) -> None:
        assert self.machine is not None
        self.machine.wait(seconds)
        self.machine, self.first = None, 0

    def cut_power(self) -> None:
        """Its process 1 is killed, and the kernel kills everything else with it."""
        assert self.machine is not None
        os.kill(self.first, signal.SIGKILL)
        self.wait_for_end()

    def close(self) -> None:
        if self.machine is not None:
            self.cut_power()
        for kind in CEILINGS:
            own = CGROUPS / kind / self.network.name
            for path in sorted(own.rglob("*/"), reverse=True) if own.is_dir() else ():
                path.rmdir()
            if own.is_dir():
                own.rmdir()
        super().close()
