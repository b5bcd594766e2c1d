"""The release that goes into the image, laid out in a folder: files of the tree and the wheels of Debian 13's Python.

`stage.py STAGE CACHE` takes this tree; `stage.py STAGE CACHE FILE` takes a signed release file as scripts/update does.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from installer import pack, release, unpack  # noqa: E402
from installer.refused import Refused  # noqa: E402

PYTHON = "3.13"


def from_tree(stage: Path, cache: Path) -> None:
    """The tree as it is, without what scripts/release leaves out either."""
    for inside, path in pack.files(ROOT):
        target = stage / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (stage / "wheels").mkdir(parents=True, exist_ok=True)
    for name in pack.download(cache / "wheels", [PYTHON], "x86_64"):
        shutil.copy(cache / "wheels" / name, stage / "wheels")


def from_file(stage: Path, file: Path) -> None:
    """What a release file holds, checked as scripts/update checks it: signed by a signer of this tree, and whole."""
    unpack.extract(file, unpack.read(file, ROOT / release.SIGNERS), stage)
    (stage / release.UNFINISHED).unlink()


def main(words: list[str]) -> int:
    stage, cache = Path(words[0]), Path(words[1])
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        if len(words) > 2:
            from_file(stage, Path(words[2]))
        else:
            from_tree(stage, cache)
    except Refused as refused:
        print("\n".join(refused.lines), file=sys.stderr)
        return 1
    print(f"release {release.version_of(stage)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
