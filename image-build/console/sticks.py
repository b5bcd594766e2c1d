"""USB sticks: found, read whole into memory, and let go before anything is done with what they held."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

NAME = "jawaban.txt"
MOUNT = Path("/run/kotak/stik")
COPY = Path("/run/kotak/dari-stik")
LARGE = 4 * 1024 * 1024  # bytes of all files beside the answers, such as a certificate


class Pulled(Exception):
    """The stick went away, or cannot be read, while it was looked at."""


BACKUP = "ekinerja-cadangan"  # the folder that marks a disk of backups
PLACE = Path("/run/kotak/cadangan")


def candidates(kinds: tuple[str, ...] = ("vfat", "exfat", "ntfs")) -> list[str]:
    """Devices with a file system that is none of ours."""
    said = subprocess.run(
        ["lsblk", "-J", "-p", "-o", "NAME,FSTYPE,LABEL"], capture_output=True, text=True, check=False
    ).stdout
    return [one["name"] for one in _flat(json.loads(said or '{"blockdevices": []}')["blockdevices"])
            if one["fstype"] in kinds and not str(one["label"]).startswith("EKIN-")]  # fmt: skip


def present() -> set[tuple[str, str]]:
    """The sticks that are plugged in, each plugging told from the one before, however fast a person's hand was."""
    return {(name, _turn(Path(name).name)) for name in candidates()}


def _turn(name: str) -> str:
    """The kernel's number of this plugging; a partition's disk has it."""
    here = (Path("/sys/class/block") / name).resolve()
    for folder in (here, here.parent):
        if (folder / "diskseq").is_file():
            return (folder / "diskseq").read_text(encoding="ascii").strip()
    return ""


def _flat(devices: list[dict]) -> list[dict]:  # type: ignore[type-arg]
    return [one for device in devices for one in (device, *_flat(device.get("children", [])))]


def copy_answers() -> list[Path]:
    """Copy the folder of every `jawaban.txt` that a stick holds to memory, one folder a stick. Raises Pulled."""
    shutil.rmtree(COPY, ignore_errors=True)
    found = []
    for device in candidates():
        target = COPY / Path(device).name
        if _copy(device, target):
            found.append(target / NAME)
    return found


def _copy(device: str, target: Path) -> bool:
    MOUNT.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-o", "ro,nosuid,nodev,noexec", device, str(MOUNT)], capture_output=True, check=False
    )
    if done.returncode != 0:
        return False
    try:
        answers = [path for path in MOUNT.iterdir() if path.name.lower() == NAME]
        if not answers:
            return False
        target.mkdir(parents=True)
        target.chmod(0o700)
        room = LARGE
        for path in [answers[0], *sorted(set(MOUNT.iterdir()) - set(answers))]:
            if (
                path.is_file()
                and path.suffix.lower() in (".txt", ".pem", ".crt", ".key", ".ini")
                and path.stat().st_size <= room
            ):
                room -= path.stat().st_size
                (target / (NAME if path == answers[0] else path.name)).write_bytes(path.read_bytes())
    except OSError:
        raise Pulled(device) from None
    finally:
        subprocess.run(["umount", "-l", str(MOUNT)], capture_output=True, check=False)
    return True


def mount_backup(seconds: float = 20) -> Path | None:
    """Mount the first disk that holds backups; gives the folder they are in. `let_go` ends it.

    A disk that was just plugged in needs a while until it turns and is known.
    """
    until = time.monotonic() + seconds
    while (found := _mount_backup()) is None and time.monotonic() < until:
        time.sleep(1)
    return found


def _mount_backup() -> Path | None:
    PLACE.mkdir(parents=True, exist_ok=True)
    for device in candidates(("ext4", "vfat", "exfat", "ntfs", "xfs", "btrfs")):
        if subprocess.run(["mount", "-o", "nosuid,nodev,noexec", device, str(PLACE)], check=False).returncode != 0:
            continue
        for folder in (PLACE, PLACE / "ekinerja"):
            if (folder / BACKUP).is_dir():
                return folder
        let_go()
    return None


def let_go() -> None:
    subprocess.run(["umount", "-l", str(PLACE)], capture_output=True, check=False)
