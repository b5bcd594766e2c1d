"""Places for copies: a disk with our folder on it, and a repository elsewhere to which the box can only add.

On a disk everything of ours is in one folder:

    ekinerja-cadangan/penanda.json     whose disk it is; without it nothing is ever written
    ekinerja-cadangan/restic/          the repository
    ekinerja-cadangan/mingguan/        weekly copies sealed by age, with the sealed key beside them
    ekinerja-cadangan/BACA-SAYA.txt    how to restore without this program
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from appliance.backup import kunci_cadangan
from appliance.backup.gagal import CadanganGagal, without_secrets
from appliance.backup.restic import Gudang

FOLDER, MARK = "ekinerja-cadangan", "penanda.json"
LOCKED = {"ro", "emergency_ro"}  # since Linux 6.12 ext4 that the kernel locked for an error says the latter only


@dataclass(frozen=True, slots=True)
class Tempat:
    """`nama` is how records call it (disk, kedua, or the folder asked for); `disk` is None for a remote one."""

    nama: str
    alamat: str
    disk: Path | None

    @property
    def folder(self) -> Path:
        assert self.disk is not None
        return self.disk / FOLDER

    @property
    def weekly(self) -> Path:
        return self.folder / "mingguan"

    @property
    def shown(self) -> str:
        """For people: without the password that an address may hold."""
        return without_secrets(self.alamat)

    def remarks(self, data: Path) -> list[str]:
        """What somebody should mend, though copies can be written."""
        if self.disk is not None and self.disk.stat().st_dev == data.stat().st_dev:
            return [f"{self.alamat} ada di disk yang sama dengan data; bila disk itu rusak, keduanya hilang"]
        return []

    def store(self, data: Path, sandi: bytes | None = None) -> Gudang:
        """The repository there, opened with the box's own key unless another is given."""
        key = sandi if sandi is not None else kunci_cadangan.own_key(data)
        address = self.alamat if self.disk is None else str(self.folder / "restic")
        return Gudang(address, key, data / "cadangan-sementara" / "restic" if data.is_dir() else None)


def on_disk(nama: str, folder: Path) -> Tempat:
    """A disk, or a folder that stands for one; our own folder on it may be named too."""
    where = folder.parent if folder.name == FOLDER and (folder / MARK).exists() else folder
    return Tempat(nama, str(where), where)


def elsewhere(nama: str, alamat: str) -> Tempat:
    """A restic repository by its address: rest:, sftp:, rclone:, s3: … or a path."""
    return Tempat(nama, alamat, None)


def is_address(text: str) -> bool:
    """Whether it is an address of restic and no folder."""
    head, colon, _ = text.partition(":")
    return bool(colon) and head in ("rest", "sftp", "rclone", "s3", "b2", "swift", "azure", "gs")


def refuse_within(folder: Path, data: Path) -> None:
    """A copy within the data would be lost together with them, and copy itself. Raises CadanganGagal."""
    one, other = folder.resolve(), data.resolve()
    if one == other or other in one.parents:
        raise CadanganGagal(f"{folder}: folder cadangan tidak boleh berada di dalam folder data ({data})")


def mark(tempat: Tempat, data: Path, kabupaten: str) -> None:
    """Make a disk ours: from now on copies may be written there. A marked one of this box stays as it is."""
    known = kunci_cadangan.read(data)
    path = tempat.folder / MARK
    if path.exists() and owner(tempat) in known.disk:
        return
    if path.exists():
        raise CadanganGagal(f"{tempat.alamat}: disk ini milik kotak lain; pakai disk lain atau hapus {path} lebih dulu")
    name = secrets.token_hex(8)
    tempat.weekly.mkdir(parents=True, exist_ok=True, mode=0o700)
    kunci_cadangan.write(data, kunci_cadangan.Kunci(known.penerima, [*known.disk, name]))
    kunci_cadangan.put(path, json.dumps({"id": name, "kabupaten": kabupaten}).encode())


def owner(tempat: Tempat) -> str:
    """The disk's id; empty when it is not marked."""
    try:
        return str(json.loads((tempat.folder / MARK).read_text())["id"])
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError):
        return "?"


def device(path: Path) -> str:
    """The device under a folder, such as /dev/sdb1; empty when it has none."""
    return next((source for mount, source, _ in mounts() if mount == _mount_point(path)), "")


def is_read_only(path: Path) -> bool:
    """Whether the file system itself is (not only as this process sees it, which may be fenced in)."""
    return next(
        (not LOCKED.isdisjoint(options) for mount, _, options in mounts() if mount == _mount_point(path)), False
    )


def mounts() -> list[tuple[str, str, list[str]]]:
    """(where, device, options of the file system), the newest mount first."""
    rows = []
    for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        left, _, right = line.partition(" - ")
        _, source, options = right.split(" ", 2)
        rows.append((left.split(" ")[4].replace("\\040", " "), source, options.split(",")))
    return rows[::-1]


def _mount_point(path: Path) -> str:
    here = path.resolve()
    return str(next((one for one in (here, *here.parents) if os.path.ismount(one)), here))
