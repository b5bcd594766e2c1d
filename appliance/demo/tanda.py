"""The mark in the data folder that says which demonstration was begun here, from which day, and how far it came."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

NAME = "demo.json"


@dataclass(slots=True)
class Tanda:
    """A resumed demonstration goes on from the day on which it was begun."""

    path: Path
    benih: str
    hari: date
    selesai: list[str] = field(default_factory=list)
    lengkap: bool = False

    def save(self) -> None:
        """Whole or not at all, also when the power goes."""
        part = self.path.with_suffix(".baru")
        said = {"benih": self.benih, "hari": str(self.hari), "selesai": self.selesai, "lengkap": self.lengkap}
        with part.open("w", encoding="utf-8") as target:
            target.write(json.dumps(said) + "\n")
            target.flush()
            os.fsync(target.fileno())
        part.replace(self.path)


def load(folder: Path) -> Tanda | None:
    """The mark of this folder, or None where no demonstration was begun."""
    path = folder / NAME
    if not path.exists():
        return None
    said = json.loads(path.read_text("utf-8"))
    return Tanda(path, said["benih"], date.fromisoformat(said["hari"]), said["selesai"], said["lengkap"])


def begin(folder: Path, benih: str, today: date) -> Tanda:
    """Mark an empty regency as a demonstration."""
    mark = Tanda(folder / NAME, benih, today)
    mark.save()
    return mark
