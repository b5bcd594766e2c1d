"""The Debian packages of the image, pinned: a line of image-build/paket.lock is one file of Debian's with its SHA-256.

`packages.py lock` asks the signed index of today's Debian 13 what the wanted packages need and writes the list.
`packages.py fetch FOLDER` brings exactly the files of the list, or says which Debian no longer has, and makes the
folder a repository for apt. Standard library only, run by image-build/build.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
LOCK = HERE / "paket.lock"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
SUITES = {"debian": "trixie main non-free-firmware", "debian-security": "trixie-security main"}
URI = re.compile(r"'(?P<uri>\S+)' (?P<file>\S+) \d+ SHA256:(?P<sha256>[0-9a-f]{64})")


class Refused(Exception):
    """Why the image cannot be built, for a person."""


def mirrors() -> dict[str, str]:
    """Where this machine takes Debian from: `debian` and `debian-security` to their addresses."""
    found: dict[str, str] = {}
    for path in [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for address in re.findall(r"https?://\S+", re.sub(r"(?m)^\s*#.*$", "", text)):
            found.setdefault(address.rstrip("/").rpartition("/")[2], address.rstrip("/"))
    missing = [name for name in SUITES if name not in found]
    if missing:
        raise Refused(f"no address of {', '.join(missing)} in /etc/apt: add Debian's sources, or a mirror's")
    return {name: found[name] for name in SUITES}


def wanted(name: str) -> list[str]:
    """The packages of image-build/packages/<name>.txt."""
    lines = (HERE / "packages" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def of_the_image() -> list[str]:
    """What scripts/install puts on every box, what scripts/setup needs, and what a disk needs beside them."""
    setup = (HERE.parent / "scripts/setup").read_text(encoding="utf-8")
    basic = re.search(r"^packages=\(([^)]*)\)", setup, re.M)
    names = basic[1].split() if basic else []
    for path in sorted((HERE / "packages").glob("*.txt")):
        if path.stem != "_alat":
            names += wanted(path.stem)
    return ["?essential", *dict.fromkeys(names)]


def apt(folder: Path, *words: str) -> str:
    """apt-get with the index of Debian 13 in `folder`, whatever this machine itself runs."""
    for part in ("lists/partial", "archives/partial"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "status").touch()
    sources = (f"deb [signed-by={KEYRING}] {mirrors()[name]} {suite}\n" for name, suite in SUITES.items())
    (folder / "sources.list").write_text("".join(sources), encoding="ascii")
    options = {
        "Dir::State": folder, "Dir::State::lists": folder / "lists", "Dir::State::status": folder / "status",
        "Dir::Cache": folder, "Dir::Etc::sourcelist": folder / "sources.list", "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::parts": "/dev/null", "Dir::Etc::main": "/dev/null", "Dir::Etc::preferencesparts": "/dev/null",
        "APT::Architecture": "amd64", "APT::Architectures": "amd64", "APT::Install-Recommends": "false",
        "Acquire::Languages": "none",
    }  # fmt: skip
    command = ["apt-get", *(word for key, text in options.items() for word in ("-o", f"{key}={text}")), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"apt-get {words[0]}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def lock() -> None:
    """Write the list anew from Debian's index of today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        apt(folder, "update")
        chosen = re.findall(r"(?m)^Inst (\S+) \(", apt(folder, "-s", "install", *of_the_image()))
        image = apt(folder, "--print-uris", "download", *chosen)
        tools = apt(folder, "--print-uris", "download", *wanted("_alat"))
    rows = [row for role, text in (("citra", image), ("alat", tools)) for row in _rows(role, text)]
    head = f"# Written by image-build/build --lock: role, archive/path, sha256.\n# date {int(time.time())}\n"
    LOCK.write_text(head + "".join(sorted(rows)), encoding="ascii")
    print(f"{len(rows)} packages written to {LOCK.name}")


def _rows(role: str, text: str) -> list[str]:
    rows = []
    for found in URI.finditer(text):
        name = next(name for name in reversed(SUITES) if found["uri"].startswith(f"{mirrors()[name]}/"))
        rows.append(f"{role} {name}{found['uri'].removeprefix(mirrors()[name])} {found['sha256']}\n")
    return rows


def locked() -> list[tuple[str, str, str]]:
    """(role, archive/path, sha256) of every package."""
    lines = LOCK.read_text(encoding="ascii").splitlines()
    return [(row[0], row[1], row[2]) for row in (line.split() for line in lines if not line.startswith("#"))]


def fetch(folder: Path) -> None:
    """Bring every file of the list into `folder`/<role>, whole and right, and nothing else."""
    gone = []
    for role, path, sha256 in locked():
        target = folder / role / path.rpartition("/")[2].replace("%3a", ":")
        if not _is(target, sha256) and not _download(path, target, sha256):
            gone.append(path)
    if gone:
        raise Refused(
            "Debian no longer has, or gave otherwise than the list says:\n  "
            + "\n  ".join(gone)
            + "\nTake the list anew with image-build/build --lock, or name a mirror in /etc/apt that keeps what is old."
        )
    kept = {(role, path.rpartition("/")[2].replace("%3a", ":")) for role, path, _ in locked()}
    for file in folder.glob("*/*.deb"):
        if (file.parent.name, file.name) not in kept:
            file.unlink()
    _index(folder / "citra")


def _is(file: Path, sha256: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == sha256


def _download(path: str, target: Path, sha256: str) -> bool:
    """From the archive it came from, or, after a point release, from the main one."""
    archive, _, inside = path.partition("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    for base, name in ((archive, inside), ("debian", inside.replace("pool/updates/", "pool/"))):
        try:
            with urllib.request.urlopen(f"{mirrors()[base]}/{name}", timeout=60) as answer:
                data = answer.read()
        except (urllib.error.URLError, TimeoutError):
            continue
        if hashlib.sha256(data).hexdigest() == sha256:
            fresh = target.with_suffix(".part")
            fresh.write_bytes(data)
            fresh.replace(target)
            return True
    return False


def _index(folder: Path) -> None:
    """The `Packages` file by which apt takes a plain folder for a repository."""
    blocks = []
    for file in sorted(folder.glob("*.deb")):
        control = subprocess.run(["dpkg-deb", "-f", file], capture_output=True, text=True, check=True).stdout
        size, sha256 = file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()
        blocks.append(f"{control.rstrip()}\nFilename: ./{file.name}\nSize: {size}\nSHA256: {sha256}\n")
    (folder / "Packages").write_text("\n".join(blocks), encoding="utf-8")


def main(words: list[str]) -> int:
    try:
        match words:
            case ["lock"]:
                lock()
            case ["fetch", folder]:
                fetch(Path(folder))
            case _:
                print("packages.py lock | fetch FOLDER", file=sys.stderr)
                return 2
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
