"""A release file from somebody's USB stick: what it says it is, whether it is whole and signed, then its files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from installer import release, signature
from installer.refused import Refused

SMALL = 1024 * 1024  # bytes; manifest and signature are far smaller


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release says of itself; believed only after `read`."""

    version: str
    arch: str
    python: tuple[str, ...]
    debian: tuple[str, ...]
    size: int
    sha256: str


def read(path: Path, signers: Path) -> Manifest:
    """The manifest of a whole, unchanged release that an allowed signer signed. Raises Refused with the reason."""
    if not signers.exists():
        raise Refused(f"{signers}: belum ada daftar penanda tangan rilis; lihat docs/OPERASI.md, bagian Pembaruan.")
    try:
        with tarfile.open(path) as tar:
            said = _small(tar, "manifest.json")
            if not signature.is_signed(said, _small(tar, "manifest.json.sig"), signers):
                raise Refused(f"{path}: tanda tangannya tidak sah. Berkas ini diubah orang, atau bukan rilis resmi.")
            manifest = _understand(path, said)
            if _digest(_content(tar)) != (manifest.size, manifest.sha256):
                raise Refused(
                    f"{path}: isinya tidak sama dengan yang ditandatangani. Salin sekali lagi dari sumbernya."
                )
            return manifest
    except (tarfile.TarError, EOFError, KeyError) as reason:
        raise Refused(
            f"{path}: bukan berkas rilis, atau terpotong saat disalin ({reason}). Salin sekali lagi."
        ) from None
    except OSError as reason:
        raise Refused(f"{path}: tidak dapat dibaca ({reason.strerror})") from None


def _small(tar: tarfile.TarFile, name: str) -> bytes:
    entry = tar.getmember(name)
    source = tar.extractfile(entry)
    if source is None or entry.size > SMALL:
        raise KeyError(name)
    return source.read()


def _content(tar: tarfile.TarFile) -> IO[bytes]:
    source = tar.extractfile("isi.tar")
    if source is None:
        raise KeyError("isi.tar")
    return source


def _digest(source: IO[bytes]) -> tuple[int, str]:
    found, size = hashlib.sha256(), 0
    while block := source.read(1024 * 1024):
        found.update(block)
        size += len(block)
    return size, found.hexdigest()


def _understand(path: Path, said: bytes) -> Manifest:
    try:
        given: dict[str, Any] = json.loads(said)
        release.ordered(given["versi"])
        if given["nama"] != "ekinerja":
            raise ValueError
        return Manifest(given["versi"], given["arch"], tuple(given["python"]), tuple(given["debian"]),
                        given["isi"]["ukuran"], given["isi"]["sha256"])  # fmt: skip
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{path}: keterangannya tidak dikenal; mungkin dari versi yang jauh lebih baru.") from None


def extract(path: Path, manifest: Manifest, target: Path) -> None:
    """Lay the files of a checked release into `target`, which is marked unfinished until somebody finishes it."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True, mode=0o755)
    (target / release.UNFINISHED).touch()
    with tarfile.open(path) as outer, tarfile.open(fileobj=_content(outer)) as tar:
        for entry, inside in _members(tar, f"ekinerja-{manifest.version}"):
            source = tar.extractfile(entry)
            place = target / inside
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
            with place.open("xb") as written:
                shutil.copyfileobj(source, written)  # type: ignore[arg-type]
            place.chmod(0o755 if entry.mode & 0o100 else 0o644)
    os.sync()


def _members(tar: tarfile.TarFile, top: str) -> Iterator[tuple[tarfile.TarInfo, PurePosixPath]]:
    """Plain files below `top` and nothing else: no link, no device, no way out."""
    for entry in tar:
        name = PurePosixPath(entry.name)
        if not entry.isreg() or name.parts[0] != top or ".." in name.parts or name.is_absolute():
            raise Refused(f"rilis ini memuat {entry.name}, yang tidak boleh ada di dalamnya")
        yield entry, name.relative_to(top)
