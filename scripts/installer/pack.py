"""scripts/release: one signed file with the program and its packages, the same for the same tree and key."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from installer import release, signature, system
from installer.packages import KNOWN
from installer.refused import Refused
from installer.render import ROOT

PYTHONS = ("3.11", "3.13")  # of Debian 12 and 13
LOCKS = ("requirements-build.lock", "requirements.lock")
# glibc of Debian 12 is 2.36: whatever was built for an older one runs.
GLIBC = tuple(f"manylinux_2_{minor}" for minor in range(36, 16, -1)) + ("manylinux2014", "manylinux2010", "manylinux1")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="scripts/release", description="Makes the signed file that scripts/update takes."
    )
    top.add_argument("--kunci", type=Path, required=True, metavar="BERKAS", help="private ssh key that signs")
    top.add_argument("--keluar", type=Path, default=ROOT / "dist", metavar="FOLDER", help="where the file goes")
    top.add_argument("--python", action="append", metavar="3.N", help="Debian's Python, several times; default both")
    top.add_argument("--wheels", type=Path, metavar="FOLDER", help="keep downloaded packages here")
    top.add_argument("--arch", default=os.uname().machine, help="x86_64 or aarch64")
    return top


def run(arguments: list[str]) -> int:
    chosen = parser().parse_args(arguments)
    pythons = sorted(set(chosen.python or PYTHONS))
    with tempfile.TemporaryDirectory() as scratch:
        wheels = chosen.wheels or Path(scratch)
        names = download(wheels, pythons, chosen.arch)
        target = assemble(chosen.kunci, chosen.keluar, wheels, names, pythons, chosen.arch)
    print(f"{target} ({target.stat().st_size / 1e6:.0f} MB, sha256 {digest(target)})")
    return 0


def assemble(key: Path, folder: Path, wheels: Path, names: list[str], pythons: list[str], arch: str) -> Path:
    """The signed file of this tree with these packages, in `folder`."""
    version = release.version_of(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"ekinerja-{version}-{arch}.rilis"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        content = Path(scratch) / "isi.tar"
        pack(content, version, wheels, names, signature.signers_for(key, ROOT / release.SIGNERS))
        manifest = {
            "nama": "ekinerja", "versi": version, "arch": arch, "python": pythons, "debian": sorted(KNOWN),
            "isi": {"ukuran": content.stat().st_size, "sha256": digest(content)},
        }  # fmt: skip
        write(target, json.dumps(manifest, indent=1, sort_keys=True).encode() + b"\n", key, content)
    return target


def download(folder: Path, pythons: list[str], arch: str) -> list[str]:
    """Fetch what the locks name, by hash, for each Python; gives the names of the files that are needed."""
    folder.mkdir(parents=True, exist_ok=True)
    needed: set[str] = set()
    for python in pythons:
        with tempfile.TemporaryDirectory() as fresh:
            for lock in LOCKS:
                _fetch(Path(fresh), folder, lock, python, arch)
            needed |= {path.name for path in Path(fresh).iterdir()}
            for path in Path(fresh).iterdir():
                if not (folder / path.name).exists():
                    (folder / path.name).write_bytes(path.read_bytes())
    return sorted(needed)


def _fetch(target: Path, known: Path, lock: str, python: str, arch: str) -> None:
    tag = python.replace(".", "")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps",
               "--no-build-isolation", "--require-hashes", "--find-links", str(known), "--dest", str(target),
               "--python-version", python, "--implementation", "cp", "--abi", f"cp{tag}", "--abi", "abi3",
               "--abi", "none", "-r", str(ROOT / lock)]  # fmt: skip
    for glibc in GLIBC:
        command += ["--platform", f"{glibc}_{arch}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"{lock} for Python {python}:", done.stderr.strip().splitlines()[-5:])


def pack(target: Path, version: str, wheels: Path, names: list[str], signers: bytes) -> None:
    """The tree below one folder, in one order, with one date and no owner."""
    top = f"ekinerja-{version}"
    with tarfile.open(target, "w", format=tarfile.GNU_FORMAT) as tar:
        for inside, path in sorted(files(ROOT)):
            if inside != release.SIGNERS:
                add(tar, f"{top}/{inside}", path.read_bytes(), executable=bool(path.stat().st_mode & 0o100))
        add(tar, f"{top}/{release.SIGNERS}", signers)
        for name in names:
            add(tar, f"{top}/wheels/{name}", (wheels / name).read_bytes())


def files(tree: Path) -> Iterator[tuple[str, Path]]:
    for part in release.PARTS:
        source = tree / part
        for path in [source] if source.is_file() else sorted(source.rglob("*")):
            inside = path.relative_to(tree)
            if path.is_file() and not release.is_left_out(inside):
                yield inside.as_posix(), path


def add(tar: tarfile.TarFile, name: str, data: bytes, *, executable: bool = False) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o755 if executable else 0o644
    tar.addfile(entry, io.BytesIO(data))


def write(target: Path, manifest: bytes, key: Path, content: Path) -> None:
    """The file itself: manifest and signature first, so that who reads it knows early what to expect."""
    fresh = target.with_name(f".{target.name}")
    with tarfile.open(fresh, "w", format=tarfile.GNU_FORMAT) as tar:
        add(tar, "manifest.json", manifest)
        add(tar, "manifest.json.sig", signature.sign(manifest, key))
        entry = tarfile.TarInfo("isi.tar")
        entry.size, entry.mode = content.stat().st_size, 0o644
        with content.open("rb") as source:
            tar.addfile(entry, source)
    fresh.replace(target)


def digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(system.main(run))
