"""The PC itself: whether it has what the box needs, said in plain words."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

DATA = "/var/lib/ekinerja"
LEAST_MEMORY = 400  # MiB that the kernel leaves of a PC with 512
BROKEN = "Disk ini rusak, atau citranya tidak tertulis utuh: tulis sekali lagi, atau pakai disk lain."
LEAST_DISK = 4  # GiB for the data of the first years


def faults(meminfo: Path = Path("/proc/meminfo"), data: str = DATA) -> list[str]:
    """Why this PC cannot carry the box; empty when it can."""
    found = []
    memory = int(meminfo.read_text(encoding="ascii").split("MemTotal:")[1].split()[0]) // 1024
    if memory < LEAST_MEMORY:
        found.append(
            f"Memori komputer ini hanya {memory} MB. Perlu 512 MB: tambah memorinya, atau pakai komputer lain."
        )
    if Path("/run/kotak/keadaan-sementara").exists():
        found.append(f"Partisi keadaan tidak dapat ditulisi. {BROKEN}")
    if not os.path.ismount(data):
        found.append(f"Partisi data tidak dapat dibuka. {BROKEN}")
        return found
    room = os.statvfs(data)
    gib = room.f_blocks * room.f_frsize / 2**30
    if gib < LEAST_DISK:
        found.append(
            f"Tempat untuk data hanya {gib:.1f} GB. Perlu disk 8 GB atau lebih; sebaiknya 64 GB. Pakai disk lain."
        )
    return found


def addresses() -> list[str]:
    """The IPv4 addresses by which others reach this PC."""
    said = subprocess.run(
        ["ip", "-br", "-4", "address", "show", "scope", "global"], capture_output=True, text=True, check=False
    )
    return [word.split("/")[0] for line in said.stdout.splitlines() for word in line.split()[2:3]]


def has_cable(seconds: float = 10, cards: Path = Path("/sys/class/net")) -> bool:
    """Whether any network card sees something at the other end. One whose address was just set needs a moment to."""
    until = time.monotonic() + seconds
    while not (seen := _sees(cards)) and time.monotonic() < until:
        time.sleep(0.2)
    return seen


def _sees(cards: Path) -> bool:
    for carrier in cards.glob("e*/carrier"):
        try:
            if carrier.read_text(encoding="ascii").strip() == "1":
                return True
        except OSError:  # the card is off
            continue
    return False
