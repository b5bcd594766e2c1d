"""The same input gives the same image, to the byte."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from tests.image.conftest import ROOT

pytestmark = pytest.mark.long
SMALL = 250 * 1000 * 1000  # bytes that a person copies to a stick


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def test_a_second_build_is_the_same_and_small_when_packed(image: Path, cache: Path, tmp_path: Path) -> None:
    subprocess.run([ROOT / "image-build/build", "--output", tmp_path, "--cache", cache], check=True)
    again = next(tmp_path.glob("ekinerja-*.img"))
    one, other = (path.with_suffix(".isi").read_text("utf-8").splitlines() for path in (image, again))
    assert sorted(set(one) ^ set(other)) == []
    assert digest(image) == digest(again)
    assert (size := again.with_suffix(".img.xz").stat().st_size) <= SMALL
    print(f"\npacked: {size / 1e6:.0f} MB")
