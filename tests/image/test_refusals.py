"""A PC that cannot be the box, and answers that cannot stand: said at the screen, and nothing half made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.image.conftest import ANSWERS
from tests.image.guest import new_disk, running, stick

pytestmark = pytest.mark.long


def test_too_little_memory_and_too_small_a_disk_are_said(image: Path, tmp_path: Path) -> None:
    disk = new_disk(image, tmp_path / "disk.qcow2", size="3G")
    answers = stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    with running(tmp_path, disk, memory=320, sticks=[answers]) as guest:
        said = guest.wait_for("Tidak ada yang diubah", 3600)
    assert "Memori komputer ini hanya" in said and "Tempat untuk data hanya" in said
    assert "Memasang." not in said


def test_wrong_answers_are_named_and_a_good_stick_then_installs(image: Path, tmp_path: Path) -> None:
    disk = new_disk(image, tmp_path / "disk.qcow2")
    wrong = stick(tmp_path / "salah.img", {"jawaban.txt": ANSWERS.replace("zona = WIB", "zona = WIX")})
    with running(tmp_path, disk, sticks=[wrong]) as guest:
        said = guest.wait_for("Jawaban belum dapat dipakai", 3600)
        guest.wait_for("pasang lagi stiknya")
        guest.pull_stick()
        good = stick(tmp_path / "baik.img", {"jawaban.txt": ANSWERS})
        guest.plug_stick(good)
        guest.wait_for("Tulis kode di atas", 3600)
    assert "zona" in said and "Memasang." not in said.partition("Jawaban belum dapat dipakai")[0]
