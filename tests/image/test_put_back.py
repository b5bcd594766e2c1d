"""A first start that was cut off, and later a system that was spoiled: the next start, or the menu, mends it."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.image import disks
from tests.image.conftest import ANSWERS
from tests.image.guest import running, stick
from tests.image.test_power_cut import ekinerja

pytestmark = pytest.mark.long
UNIT = "atas/etc/systemd/system/ekinerja-web.service"
SETTINGS = "atas/etc/ekinerja"
MADE_NEW = {"terpasang"}


def debugfs(disk: Path, *commands: str, write: bool = False) -> str:
    """Look into, or change, what the box wrote into its own system while it was running."""
    begin, _ = disks.part(disk, disks.STATE)
    said = ""
    for command in commands:
        done = subprocess.run(
            ["debugfs", *(["-w"] if write else []), "-R", command, f"{disk}?offset={begin}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        said += done.stdout
    return said


def settings(disk: Path, folder: Path) -> dict[str, bytes]:
    """The files of /etc/ekinerja, its keys among them, by their names."""
    folder.mkdir()
    debugfs(disk, f"rdump {SETTINGS} {folder}")
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name not in MADE_NEW}  # fmt: skip


def spoil(disk: Path, folder: Path) -> None:
    """The web server's unit is rubbish: the box would start and not serve."""
    rubbish = folder / "rusak"
    rubbish.write_text("rusak\n", encoding="ascii")
    parents = UNIT.split("/")[:-1]
    ways = [f"mkdir {'/'.join(parents[: n + 1])}" for n in range(len(parents))]
    debugfs(disk, *ways, f"rm {UNIT}", f"write {rubbish} {UNIT}", write=True)
    assert debugfs(disk, f"cat {UNIT}") == "rusak\n"


def test_a_first_start_is_taken_up_again_and_a_spoiled_system_put_back(image: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk.img"
    subprocess.run(["cp", "--sparse=always", image, disk], check=True)
    subprocess.run(["truncate", "-s", "8G", disk], check=True)
    answers = stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    with running(tmp_path, disk, sticks=[answers]) as guest:
        guest.wait_for("Memasang.", 3600)
        time.sleep(random.uniform(1, 20))
        guest.cut_power()
    with running(tmp_path, disk, sticks=[answers]) as guest:
        guest.first_start()
        assert "nama masuk: admin" in guest.said()
        guest.press_power_button(1800)
    before = settings(disk, tmp_path / "sebelum")
    assert any(name.endswith("key") or "kunci" in name for name in before)
    spoil(disk, tmp_path)
    other = stick(tmp_path / "lain.img", {"jawaban.txt": ANSWERS.replace("Uji Coba", "Lain")})
    with running(tmp_path, disk, sticks=[other]) as guest:
        guest.choose("Sistem seperti baru", 2)
        guest.first_start()
        said = guest.said()
        guest.press_power_button(1800)
    assert "dilanjutkan dengan jawaban yang disimpan" in said
    assert "Kabupaten Lain" not in said and "nama masuk: admin" not in said
    assert "rusak" not in debugfs(disk, f"cat {UNIT}")
    assert settings(disk, tmp_path / "sesudah") == before
    filesystem = disks.take(disk, disks.DATA, tmp_path / "data.ext4")
    disks.replay(filesystem)
    ekinerja(disks.extract(filesystem, tmp_path / "isi"), "verify", "--jejak")
