"""restic: a repository, opened with a key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance.backup.gagal import CadanganGagal, SandiSalah
from appliance.backup.program import run

MARK = "ekinerja"  # host name and tag of every copy, so that a new machine goes on where the old one ended
CODE = "kode-pemulihan"  # the user name under which restic lists the recovery code's key
# What stays on the disk: two weeks day by day, two months week by week, five years month by month.
KEPT = ("--keep-daily", "14", "--keep-weekly", "9", "--keep-monthly", "60")
PARTS = 8  # a check reads one of so many parts of all the data, another each week
INCOMPLETE = 3  # restic's code when it could not read some of the files


@dataclass(frozen=True, slots=True)
class Salinan:
    """A copy in a repository."""

    id: str
    kapan: datetime


@dataclass(frozen=True, slots=True)
class Ditulis:
    """What a run wrote, and what it covers, in bytes; `utuh` is False when some file could not be read."""

    id: str
    ukuran: int
    isi: int
    utuh: bool


@dataclass(frozen=True, slots=True)
class Gudang:
    """A repository: where it is, what opens it, where restic may keep its cache."""

    alamat: str
    sandi: bytes
    singgahan: Path | None = None

    def _run(
        self, *command: str, secrets: Sequence[bytes] = (), cwd: Path | None = None, accept: Any = (0,), within: int = 0
    ) -> str:  # fmt: skip
        cache = ("--cache-dir", str(self.singgahan)) if self.singgahan else ("--no-cache",)
        opening = ("--repository-file", "{0}", "--password-file", "{1}")
        keys = (self.alamat.encode(), self.sandi, *secrets)
        hasty = ("timeout", str(within)) if within else ()
        return run((*hasty, "restic", *opening, *cache, *command), secrets=keys, cwd=cwd, accept=accept)

    def make(self) -> None:
        """An empty repository at a place that has none."""
        self._run("init", "-q")

    def exists(self) -> bool:
        """Whether there is a repository that this key opens. Raises SandiSalah for another's."""
        try:
            self._run("cat", "config", "--no-lock", "-q")
        except SandiSalah:
            raise
        except CadanganGagal as failed:
            if "tidak ada cadangan" in str(failed):
                return False
            raise
        return True

    def copies(self) -> list[Salinan]:
        """All copies, the oldest first. Only reads, also from a disk that cannot be written."""
        rows = json.loads(self._run("snapshots", "--json", "--no-lock", "--tag", MARK) or "[]") or []
        found = [Salinan(row["id"], datetime.fromisoformat(row["time"][:19] + "+00:00")) for row in rows]
        return sorted(found, key=lambda one: one.kapan)

    def write(self, folder: Path, names: Sequence[str]) -> Ditulis:
        """Copy these entries of the folder."""
        command = ("backup", "--json", "-q", "--host", MARK, "--tag", MARK, "--exclude", ".*.tmp-*", *names)
        said = self._run(*command, cwd=folder, accept=(0, INCOMPLETE))
        rows = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        done = next((row for row in rows if row.get("message_type") == "summary"), None)
        if done is None:
            raise CadanganGagal("restic berakhir tanpa menyebut hasilnya")
        whole = not any(row.get("message_type") == "error" for row in rows)
        return Ditulis(done["snapshot_id"], done["data_added"], done["total_bytes_processed"], whole)

    def read_text(self, copy: str, path: str) -> str:
        """One small file of a copy."""
        return self._run("dump", "--no-lock", "-q", copy, path)

    def size(self, copy: str) -> int:
        """Bytes that a restore of this copy takes."""
        said = self._run("stats", "--no-lock", "--json", "--mode", "restore-size", copy)
        return int(json.loads(said.splitlines()[-1])["total_size"])

    def restore(self, copy: str, target: Path, without: Sequence[str] = ()) -> None:
        """Bring a copy back into an empty folder, each file checked against its hash."""
        leave = [part for name in without for part in ("--exclude", f"/{name}")]
        self._run("restore", "--no-lock", "-q", copy, "--target", str(target), *leave)

    def unlock(self, *, everything: bool = False) -> None:
        """Remove what a run that was killed left locked; `everything` where nobody else can be at work."""
        self._run("unlock", "-q", *(["--remove-all"] if everything else []))

    def drop_old(self) -> None:
        """Rotation: forget old copies and give their room back."""
        self._run("forget", "-q", "--tag", MARK, "--group-by", "host,tags", *KEPT, "--prune")

    def check(self, part: int | None = None) -> None:
        """Whether the repository is sound; `part` (1 to PARTS) of its data is read whole too. Raises CadanganGagal."""
        reading = [] if part is None else [f"--read-data-subset={part}/{PARTS}"]
        self._run("check", "-q", *reading)

    def list_keys(self) -> list[dict[str, Any]]:
        """Keys that open it: id, userName, hostName, created, current."""
        rows: list[dict[str, Any]] = json.loads(self._run("key", "list", "--json", "--no-lock"))
        return rows

    def add_key(self, sandi: bytes, tanda: str) -> None:
        """Let the recovery code open it too; `tanda` says which code it is."""
        named = ("--user", CODE, "--host", tanda)
        self._run("key", "add", "--new-password-file", "{2}", *named, secrets=(sandi,))

    def remove_key(self, key: str) -> None:
        """Not for long: a place that can only be added to says no, and restic would go on asking."""
        self._run("key", "remove", key, within=40)
