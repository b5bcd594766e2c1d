"""How far an update has come, on the disk: what a killed one is taken back by."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from installer.release import HOME, folder_of
from installer.system import System, sync

UNDER_WAY = f"{HOME}/pembaruan.json"
BEFORE = f"{HOME}/sebelumnya.json"  # the last update that succeeded, for `scripts/update --kembali`


@dataclass(frozen=True, slots=True)
class State:
    """An update from version `lama` to `baru`; `salinan` is the copy of the records, `selesai` whether it succeeded."""

    lama: str
    baru: str
    salinan: str | None = None
    selesai: bool = False


def load(system: System, name: str) -> State | None:
    path = system.path(name)
    return State(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def keep(system: System, name: str, state: State) -> None:
    system.write(name, json.dumps(asdict(state)) + "\n")
    sync(system.path(HOME))


def forget(system: System, name: str) -> None:
    system.path(name).unlink(missing_ok=True)
    sync(system.path(HOME))


def same_records(system: System, state: State) -> bool:
    """Whether both versions keep the records in the same form, so that either reads what the other wrote."""
    lama, baru = (_migrations(system.path(folder_of(version))) for version in (state.lama, state.baru))
    return lama == baru and lama is not None


def _migrations(release: Path) -> list[str] | None:
    folder = release / "appliance/migrations"
    return sorted(path.name for path in folder.glob("*.py")) if folder.is_dir() else None
