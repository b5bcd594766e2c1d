"""What is in the image: `NAME.paket.csv` with every package, its version, source and licences, and `NAME.isi` with the
hash of every file, by which two builds are compared.

`manifest.py TREE NAME`. Licences are read from Debian's own copyright files and from the metadata of Python's packages.
"""

from __future__ import annotations

import csv
import hashlib
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

FIELDS = ("${Package}", "${Version}", "${source:Package}", "${source:Version}")
UNSAID = "see its copyright file"
# Folders that are empty in the image.
EMPTY = ("proc", "sys", "dev", "run", "tmp", "boot")


def debian(tree: Path) -> Iterator[list[str]]:
    command = ["dpkg-query", f"--admindir={tree}/var/lib/dpkg", "-W", "-f", "\t".join(FIELDS) + "\n"]
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        name, version, source, of = line.split("\t")
        yield ["debian", name, version, f"{source} {of}", licences(tree / "usr/share/doc" / name / "copyright")]


def licences(copyright: Path) -> str:
    """The short names that a machine-readable copyright file gives."""
    if not copyright.is_file():
        return UNSAID
    text = copyright.read_text(encoding="utf-8", errors="replace")
    return " | ".join(sorted(set(re.findall(r"(?m)^License:[ \t]+(\S[^\n]*)$", text)))) or _by_words(text)


def _by_words(text: str) -> str:
    """An older file in prose names where the text of the licence lies."""
    return " | ".join(sorted(set(re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", text)))) or UNSAID


def python(tree: Path) -> Iterator[list[str]]:
    for path in sorted(tree.glob("opt/ekinerja/rilis/*/.venv/lib/python*/site-packages/*.dist-info/METADATA")):
        said = HeaderParser().parsestr(path.read_text(encoding="utf-8"))
        kinds = [kind.rpartition(" :: ")[2] for kind in said.get_all("Classifier", []) if kind.startswith("License")]
        named = said.get("License-Expression") or " | ".join(kinds) or str(said.get("License") or UNSAID).split("\n")[0]
        yield ["python", str(said["Name"]), str(said["Version"]), str(said.get("Home-page") or ""), named]


def content(tree: Path) -> Iterator[str]:
    """One line a file: mode, owner, hash or target, name."""
    for path in sorted(tree.rglob("*")):
        inside = path.relative_to(tree)
        if inside.parts[0] in EMPTY and inside.parts[0] != "boot":
            continue
        how = path.lstat()
        if path.is_symlink():
            what = f"-> {path.readlink()}"
        elif stat.S_ISREG(how.st_mode):
            what = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            what = "-"
        yield f"{how.st_mode:06o} {how.st_uid}:{how.st_gid} {what} {inside}\n"


def main(words: list[str]) -> int:
    tree, name = Path(words[0]), words[1]
    with open(f"{name}.paket.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["kind", "name", "version", "source", "licences"])
        table.writerows([*debian(tree), *python(tree)])
    Path(f"{name}.isi").write_text("".join(content(tree)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
