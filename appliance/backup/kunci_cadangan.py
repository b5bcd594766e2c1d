"""What the box keeps under `kunci/` to write copies: its own key of the repositories, and the halves of the age key.

    cadangan.kunci     the box's own password of the restic repositories
    cadangan.json      {"penerima": "age1…", "disk": ["id of a disk", …]}
    pemulihan.age      the secret half of the age key, sealed with the recovery code

The recovery code itself is kept nowhere.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

FOLDER = "kunci"


@dataclass(frozen=True, slots=True)
class Kunci:
    """`penerima` is the public half; `disk` lists the disks that were prepared for this box."""

    penerima: str = ""
    disk: list[str] = field(default_factory=list)


def read(data: Path) -> Kunci:
    """What is known; empty before the first preparing."""
    path = data / FOLDER / "cadangan.json"
    return Kunci(**json.loads(path.read_text())) if path.exists() else Kunci()


def write(data: Path, kunci: Kunci) -> None:
    put(data / FOLDER / "cadangan.json", json.dumps(asdict(kunci), indent=1).encode())


def own_key(data: Path) -> bytes:
    """The box's own key; made when first needed."""
    path = data / FOLDER / "cadangan.kunci"
    if not path.exists():
        put(path, secrets.token_hex(32).encode() + b"\n")
    return path.read_bytes()


def sealed(data: Path) -> bytes:
    """The sealed secret half."""
    return (data / FOLDER / "pemulihan.age").read_bytes()


def keep_sealed(data: Path, text: bytes) -> None:
    put(data / FOLDER / "pemulihan.age", text)


def put(path: Path, text: bytes) -> None:
    """Write a file that is whole or not there, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.tmp-{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
