"""What Linux says about this machine and this process: read from /proc and /sys, empty where they say nothing."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

PROC, NETS = Path("/proc"), Path("/sys/class/net")


def boot_id(proc: Path = PROC) -> str:
    """Another one after each start of the machine, whatever its clock says."""
    with contextlib.suppress(OSError):
        return (proc / "sys/kernel/random/boot_id").read_text().strip()
    return ""


def uptime(proc: Path = PROC) -> int | None:
    """Seconds since the machine started."""
    with contextlib.suppress(OSError, ValueError):
        return int((proc / "uptime").read_text().split(".")[0])
    return None


def memory(proc: Path = PROC) -> dict[str, int]:
    """/proc/meminfo in bytes."""
    found = {}
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in (proc / "meminfo").read_text().splitlines():
            name, _, rest = line.partition(":")
            found[name] = int(rest.split()[0]) * 1024
    return found


def pss(proc: Path = PROC) -> int:
    """kB that this process holds, shared pages by share; what is resident where the kernel does not say."""
    for file, name in (("self/smaps_rollup", "Pss:"), ("self/status", "VmRSS:")):
        with contextlib.suppress(OSError, ValueError, IndexError):
            for line in (proc / file).read_text().splitlines():
                if line.startswith(name):
                    return int(line.split()[1])
    return 0


def alive(pid: int, proc: Path = PROC) -> bool:
    """Whether a process of that number runs and is one of ours."""
    if pid <= 0 or pid == os.getpid():
        return False
    with contextlib.suppress(OSError):
        command = (proc / str(pid) / "cmdline").read_bytes()
        return b"ekinerja" in command or b"appliance" in command
    return False


def plugged(nets: Path = NETS) -> bool | None:
    """Whether one of the machine's own network cards has a line; None when it has no card that says so."""
    said = []
    with contextlib.suppress(OSError):
        for card in nets.iterdir():
            if (card / "device").exists():
                with contextlib.suppress(OSError):  # a card that is switched off does not say
                    said.append((card / "carrier").read_text().strip() == "1")
    return any(said) if said else None
