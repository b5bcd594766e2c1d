"""Releases under /opt/ekinerja: one folder a version with its own Python environment, and `kini`, the one in use."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from pathlib import Path

from installer.refused import Refused
from installer.system import System, sync

HOME = "/opt/ekinerja"
CURRENT = f"{HOME}/kini"
UNFINISHED = ".belum-selesai"
# What of a tree is the program. A release file holds the same, and its wheels.
PARTS = (
    "appliance", "templates", "static", "scripts", "image-build", "docs", "pyproject.toml", "README.md",
    "CHANGELOG.md", "SECURITY.md", "requirements.lock", "requirements-build.lock", "wheels", "manifest.json",
)  # fmt: skip
SIGNERS = "image-build/release/penanda-rilis"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


def version_of(tree: Path) -> str:
    """The version that a tree calls itself."""
    try:
        text = (tree / "pyproject.toml").read_text(encoding="utf-8")
        version = str(tomllib.loads(text)["project"]["version"])
    except (OSError, tomllib.TOMLDecodeError, KeyError):
        raise Refused(f"{tree}: bukan rilis E-Kinerja (pyproject.toml tidak ada atau rusak)") from None
    if not re.fullmatch(r"\d+(\.\d+){1,3}", version):
        raise Refused(f"{tree}: nomor versi {version} tidak dikenal bentuknya")
    return version


def ordered(version: str) -> tuple[int, ...]:
    """For comparing versions: 0.10 is later than 0.9."""
    return tuple(int(part) for part in version.split("."))


def folder_of(version: str) -> str:
    return f"{HOME}/rilis/{version}"


def current(system: System) -> str | None:
    """The version in use, if any."""
    path = system.path(CURRENT)
    return os.readlink(path).rpartition("/")[2] if path.is_symlink() else None


def lay(system: System, tree: Path) -> str:
    """Copy `tree` to its place and give it its environment; gives the version. A copy that was cut off is made anew."""
    version = version_of(tree)
    target = system.path(folder_of(version))
    if tree.resolve() != target.resolve():
        _copy(system, tree, target, version)
    system.run(str(target / "scripts/setup"), quiet=False)
    build_static(system, target)
    compile_templates(system, target)
    # Our user may not write here, so what Python would keep of its reading is made now, by content and not by date.
    compiler = ("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", str(target / "appliance"))
    system.run(str(target / ".venv/bin/python"), *compiler)
    if (target / UNFINISHED).exists():
        (target / UNFINISHED).unlink()
        sync(target)
    return version


def _copy(system: System, tree: Path, target: Path, version: str) -> None:
    if target.exists() and not (target / UNFINISHED).exists() and not differs(tree, target):
        return
    system.note(f"menyalin versi {version} ke {folder_of(version)}")
    target.mkdir(parents=True, exist_ok=True, mode=0o755)
    (target / UNFINISHED).touch()
    for part in PARTS:
        source, place = tree / part, target / part
        if place.is_dir():
            shutil.rmtree(place)
        if source.is_dir():
            shutil.copytree(source, place, ignore=LEFT_OUT)
        elif source.exists():
            shutil.copy2(source, place)
    _everybody_may_read(target)


def _everybody_may_read(folder: Path) -> None:
    """The program is no secret: our user and nginx read it, root alone writes it."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            os.chown(path, os.geteuid(), os.getegid())


def is_left_out(inside: Path) -> bool:
    """Hidden files and what Python makes of what it reads."""
    return any(piece.startswith(".") or piece == "__pycache__" or piece.endswith(".pyc") for piece in inside.parts)


def differs(tree: Path, target: Path) -> bool:
    """Whether a file of the tree is not in the target as it is."""
    for part in PARTS:
        source = tree / part
        files = [source] if source.is_file() else sorted(source.rglob("*")) if source.is_dir() else []
        for path in files:
            inside = path.relative_to(tree)
            if is_left_out(inside) or not path.is_file():
                continue
            there = target / inside
            if not there.is_file() or there.read_bytes() != path.read_bytes():
                return True
    return False


def build_static(system: System, target: Path) -> None:
    """The static files under the names that carry their content, each with its compressed twin, for nginx."""
    code = "import pathlib, sys; from appliance.web import static_files; static_files.build(pathlib.Path(sys.argv[1]))"
    system.run(str(target / ".venv/bin/python"), "-P", "-c", code, str(target / "build/static"))


def compile_templates(system: System, target: Path) -> None:
    """As the static files: our user may not write here, and a start need not compile what is known by now."""
    command = (str(target / ".venv/bin/python"), "-P", "-m", "appliance.web.compiled", str(target / "build/templates"))
    # The same seed gives the same files in every image.
    system.run(*command, env={"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"})


def switch(system: System, version: str) -> bool:
    """Make `version` the one in use, in one step."""
    return system.link(CURRENT, f"rilis/{version}")
