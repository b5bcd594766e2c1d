"""A PC that cannot be the box, and answers that cannot stand: said at the screen, and nothing half made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.image.conftest import ANSWERS
from tests.image.guest import new_disk, running, stick

pytestmark = pytest.mark.long
# Its end lies well behind what is read of a stick to see that it is one.
LONG = "# jawaban kantor\n" * 2000 + ANSWERS


def test_too_little_memory_and_too_small_a_disk_are_said(image: Path, tmp_path: Path) -> None:
    disk = new_disk(image, tmp_path / "disk.qcow2", size="3G")
    answers = stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    with running(tmp_path, disk, memory=320, sticks=[answers]) as guest:
        said = guest.wait_for("Tidak ada yang diubah", 3600)
    assert "Memori komputer ini hanya" in said and "Tempat untuk data hanya" in said
    assert "Memasang." not in said


def test_bad_sticks_change_nothing_and_a_good_one_installs_even_if_it_is_pulled(image: Path, tmp_path: Path) -> None:
    """One that cannot be read to its end, one with a wrong answer, and a good one that goes once it was copied."""
    disk = new_disk(image, tmp_path / "disk.qcow2")
    torn, wrong, good = (
        stick(tmp_path / f"{name}.img", {"jawaban.txt": text})
        for name, text in (("lepas", LONG), ("salah", ANSWERS.replace("WIB", "WIX")), ("baik", ANSWERS))
    )
    with running(tmp_path, disk) as guest:
        guest.wait_for("ketik T lalu Enter", 3600)
        guest.plug_stick(torn, unreadable=b"gerbang =")
        guest.wait_for("Stik tercabut, atau tidak dapat dibaca")
        guest.pull_stick("lepas")
        guest.plug_stick(wrong)
        guest.wait_for("pasang lagi stiknya", 1800)
        said = guest.said()
        assert re.search(r"jawaban\.txt:\d+: zona: ", said) and "Memasang." not in said
        guest.pull_stick("salah")
        guest.plug_stick(good)
        guest.wait_for("Memasang.", 1800)
        guest.pull_stick("baik")
        guest.first_start()
