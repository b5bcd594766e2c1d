"""The machine that is installed on: files written only where they differ, commands run, services asked.

`root` is / on a real machine and a folder in tests. What changed is said and remembered, so that a second run, which
repairs, says what it had to mend and is quiet about the rest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from installer.refused import Refused


class System:
    def __init__(self, root: Path = Path("/")) -> None:
        self.root = root
        self.changed: list[str] = []

    def path(self, name: str) -> Path:
        """`/etc/x` below the root."""
        return self.root / name.lstrip("/")

    def say(self, text: str) -> None:
        print(text, flush=True)

    def note(self, text: str) -> None:
        """Say that something was changed."""
        self.changed.append(text)
        self.say(f"  {text}")

    def write(self, name: str, text: str | bytes, mode: int = 0o644, owner: str = "root:root") -> bool:
        """Write a file whole or not at all; True if it was not so already."""
        path, data = self.path(name), text.encode() if isinstance(text, str) else text
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data and self._mode(path) == mode:
            return False
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        fresh = path.with_name(f".{path.name}.baru")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        self._own(fresh, owner)
        fresh.chmod(mode)
        fresh.replace(path)
        self.note(f"ditulis: {name}")
        return True

    def _mode(self, path: Path) -> int:
        return path.stat().st_mode & 0o7777

    def _own(self, path: Path, owner: str) -> None:
        if self.root == Path("/"):
            shutil.chown(path, *owner.split(":"))

    def folder(self, name: str, mode: int = 0o755, owner: str = "root:root") -> None:
        path = self.path(name)
        if not path.is_dir():
            path.mkdir(parents=True, mode=mode)
            self.note(f"dibuat: {name}")
        self._own(path, owner)
        path.chmod(mode)

    def link(self, name: str, target: str) -> bool:
        """A symbolic link, moved from the old target to the new one in one step."""
        path = self.path(name)
        if path.is_symlink() and os.readlink(path) == target:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.baru")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(path)
        sync(path.parent)
        self.note(f"ditunjuk: {name} -> {target}")
        return True

    def keep_original(self, name: str) -> None:
        """Put what Debian or a person had there beside it, once."""
        path = self.path(name)
        kept = path.with_name(f"{path.name}.sebelum-ekinerja")
        if path.is_file() and not kept.exists() and b"scripts/install" not in path.read_bytes():
            shutil.copy2(path, kept)

    def run(self, *command: str, env: Mapping[str, str] | None = None, check: bool = True, user: str | None = None,
            quiet: bool = True) -> subprocess.CompletedProcess[str]:  # fmt: skip
        """Run a command of the machine. Raises Refused with its last words when it fails and `check`."""
        done = subprocess.run(
            command, env={**os.environ, **(env or {})}, text=True, stdin=subprocess.DEVNULL, user=user, group=user,
            extra_groups=[] if user else None, check=False, cwd="/",
            stdout=subprocess.PIPE if quiet else None, stderr=subprocess.STDOUT if quiet else None,
        )  # fmt: skip
        if check and done.returncode != 0:
            last = (done.stdout or "").strip().splitlines()[-12:]
            raise Refused(f"{' '.join(command)} gagal (kode {done.returncode}):", [f"  {line}" for line in last])
        return done

    def is_booted(self) -> bool:
        """Whether systemd runs here; it does not in a chroot in which an image is made."""
        return self.path("/run/systemd/system").is_dir()

    def systemctl(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run("systemctl", *words, check=check)


def sync(folder: Path) -> None:
    """A renamed name survives a power cut once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def must_be_root() -> None:
    if os.geteuid() != 0:
        raise Refused("Jalankan sebagai root, misalnya dengan sudo di depannya.")


def main(run: object, arguments: list[str] | None = None) -> int:
    """Run a command of ours as the shell expects: 0, 1 with the reasons on stderr, 2 for wrong usage."""
    os.umask(0o022)
    try:
        return run(sys.argv[1:] if arguments is None else arguments) or 0  # type: ignore[operator,no-any-return]
    except Refused as refused:
        print("\n".join(refused.lines), file=sys.stderr)
        return 1
    except OSError as reason:
        print(f"{reason.filename or 'sistem'}: {reason.strerror or reason}. Perbaiki, lalu ulangi.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nDihentikan. Jalankan lagi untuk melanjutkan.", file=sys.stderr)
        return 130
