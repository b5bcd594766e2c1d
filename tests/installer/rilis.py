"""A release of this tree without its packages, signed by a key made for the test."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from installer import pack, release, signature
from installer.render import ROOT


def key(folder: Path, name: str = "kunci") -> Path:
    path = folder / name
    if not path.exists():
        subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)), check=True)
    return path


def signers(folder: Path, name: str = "kunci") -> Path:
    path = folder / f"{name}.penanda"
    path.write_bytes(signature.signers_for(key(folder, name), ROOT / "tiada"))
    return path


def manifest(content: Path, **other: Any) -> bytes:
    said = {
        "nama": "ekinerja", "versi": release.version_of(ROOT), "arch": os.uname().machine, "python": ["3.11", "3.13"],
        "debian": ["12", "13"], "isi": {"ukuran": content.stat().st_size, "sha256": pack.digest(content)},
    }  # fmt: skip
    return json.dumps({**said, **other}).encode()


def make(folder: Path, **other: Any) -> Path:
    """folder/x.rilis; `other` goes into the manifest."""
    content = folder / "isi.tar"
    if not content.exists():
        pack.pack(content, release.version_of(ROOT), folder, [], signers(folder).read_bytes())
    target = folder / "x.rilis"
    pack.write(target, manifest(content, **other), key(folder), content)
    return target
