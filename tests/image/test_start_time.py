"""From power on to the sign-in page, against a bare Debian of the same packages on the same guest.

Counted is the CPU time of the guest's process, not the time on the wall: other work on this machine does not change it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.image.conftest import ANSWERS, ROOT
from tests.image.guest import Guest, new_disk, running, stick

pytestmark = pytest.mark.long
MOST = 1.5
BARE = (
    "systemd-sysv udev dbus libpam-systemd systemd-resolved linux-image-amd64 initramfs-tools zstd e2fsprogs kmod "
    "procps iproute2"
)
DISK = ROOT / "image-build/disk"


@pytest.fixture(scope="module")
def bare(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Debian with its own initramfs and all its drivers, on one writable partition of the same disk."""
    folder = tmp_path_factory.mktemp("polos")
    env = {**os.environ, "ONLY": BARE, "SOURCE_DATE_EPOCH": "1795564800"}
    tools = folder / "tools"
    tools.mkdir()
    for file in sorted((cache / "alat").glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", file, tools], check=True)
    tree = folder / "tree"
    subprocess.run([DISK / "make-tree", cache / "citra", tree], env=env, check=True)
    (tree / "etc/fstab").write_text("LABEL=EKIN-SISTEM / ext4 rw 0 1\n")
    subprocess.run(["systemctl", f"--root={tree}", "enable", "systemd-networkd", "systemd-resolved"], check=True)
    subprocess.run(["chroot", tree, "update-initramfs", "-c", "-k", "all"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([DISK / "assemble", tree, tools, folder / "polos.img"], env=env, check=True)
    subprocess.run(["rm", "-rf", "--one-file-system", tree, tools], check=True)
    return folder / "polos.img"


def serves(guest: Guest) -> float:
    """CPU seconds until the screen says that it serves, which is after the sign-in page answered through the socket."""
    guest.wait_for("melayani", 3600)
    return guest.cpu_seconds()


def test_the_sign_in_page_is_there_soon_after_a_bare_debian_would_be(image: Path, bare: Path, tmp_path: Path) -> None:
    for name in ("polos", "kotak"):
        (tmp_path / name).mkdir()
    with running(tmp_path / "polos", new_disk(bare, tmp_path / "polos/disk.qcow2")) as guest:
        guest.wait_for("login:", 3600)
        plain = guest.cpu_seconds()
    disk = new_disk(image, tmp_path / "kotak/disk.qcow2")
    answers = stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    with running(tmp_path / "kotak", disk, sticks=[answers]) as guest:
        guest.first_start()
        guest.press_power_button(1800)
    with running(tmp_path / "kotak", disk) as guest:
        ours = serves(guest)
    print(f"\nCPU until login of a bare Debian {plain:.1f} s, until the sign-in page {ours:.1f} s: {ours / plain:.2f}")
    assert ours <= MOST * plain
