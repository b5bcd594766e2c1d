"""What of the image can be seen in seconds: its steps, its list of packages, its boot menus, its units."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMAGE = ROOT / "image-build"
BASH = [IMAGE / "build", IMAGE / "disk/make-tree", IMAGE / "disk/furnish", IMAGE / "disk/assemble"]
PLAIN = [
    IMAGE / "disk/initramfs/hook",
    IMAGE / "disk/initramfs/script",
    IMAGE / "console/grow",
    IMAGE / "console/status",
]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("path", [*BASH, *PLAIN], ids=lambda path: path.name)
def test_each_script_can_be_read_by_its_shell(path: Path) -> None:
    shell = "bash" if path in BASH else "dash"
    done = run(shutil.which(shell) or "sh", "-n", path)
    assert done.returncode == 0, done.stderr
    assert os.access(path, os.X_OK)
    if shutil.which("shellcheck"):
        assert run("shellcheck", "-S", "warning", "-s", shell, path).stdout == ""


def test_the_build_names_each_of_its_steps() -> None:
    text = (IMAGE / "build").read_text(encoding="utf-8")
    steps = re.search(r"^steps=\(([^)]*)\)", text, re.M)
    assert steps
    said = run(IMAGE / "build", "--steps").stdout
    assert [line.split(":")[0] for line in said.splitlines()] == steps[1].split()
    assert re.findall(r"(?m)^([a-z]+)\(\) \{ #", text) == steps[1].split()


def test_a_wrong_option_says_what_there_is() -> None:
    done = run(IMAGE / "build", "--salah")
    assert (done.returncode, "--output" in done.stderr) == (2, True)


def locked() -> list[list[str]]:
    lines = (IMAGE / "paket.lock").read_text(encoding="ascii").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]


def test_the_lock_has_one_hash_for_each_package_and_a_date() -> None:
    rows = locked()
    names = [(role, path.rpartition("/")[2].split("_")[0]) for role, path, _ in rows]
    assert len(set(names)) == len(names) > 200
    assert all(re.fullmatch(r"[0-9a-f]{64}", sha256) for _, _, sha256 in rows)
    assert re.search(r"^# date \d{10}$", (IMAGE / "paket.lock").read_text(encoding="ascii"), re.M)


def test_the_lock_holds_all_that_is_wanted() -> None:
    """Whoever adds a package to a list takes the lock anew: `image-build/build --lock`."""
    setup = (ROOT / "scripts/setup").read_text(encoding="utf-8")
    basic = re.search(r"^packages=\(([^)]*)\)", setup, re.M)
    assert basic
    for role, wanted in (
        ("citra", basic[1].split() + [name for path in IMAGE.glob("packages/*.txt") if path.stem != "_alat"
                                      for name in listed(path)]),
        ("alat", listed(IMAGE / "packages/_alat.txt")),
    ):  # fmt: skip
        there = {path.rpartition("/")[2].split("_")[0] for one, path, _ in locked() if one == role}
        assert set(wanted) - there == set()


def listed(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def test_no_address_of_a_mirror_stands_in_the_tree() -> None:
    files = [path for path in IMAGE.rglob("*") if path.is_file() and path.suffix != ".png"]
    assert [
        path for path in files if re.search(r"https?://[a-z0-9.]*debian\.org", path.read_text(encoding="utf-8"))
    ] == []


def test_old_and_new_firmware_offer_the_same_three_entries() -> None:
    old = (IMAGE / "disk/boot/syslinux.cfg").read_text(encoding="utf-8")
    entries = dict(zip(re.findall(r"MENU LABEL (.+)", old), re.findall(r"APPEND (.+)", old), strict=True))
    new = {}
    for path in (IMAGE / "disk/boot").glob("*.conf"):
        text = path.read_text(encoding="utf-8")
        if path.name != "loader.conf":
            new[re.search(r"title (.+)", text)[1]] = re.search(r"options (.+)", text)[1]  # type: ignore[index]
    assert new == entries
    assert len(new) == 3
    assert "MENU LABEL E-Kinerja\n" in old and "default kotak.conf" in (IMAGE / "disk/boot/loader.conf").read_text(
        "utf-8"
    )


def test_the_recovery_entry_starts_a_target_that_is_there() -> None:
    units = IMAGE / "disk/system/usr/lib/systemd/system"
    target = re.search(r"systemd.unit=(\S+)", (IMAGE / "disk/boot/pemulihan.conf").read_text("utf-8"))
    assert target and (units / target[1]).is_file()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_finds_nothing_wrong_with_the_units_of_the_console(tmp_path: Path) -> None:
    units = sorted((IMAGE / "disk/system/usr/lib/systemd/system").glob("kotak-*"))
    copies = []
    for unit in units:
        copies.append(tmp_path / unit.name)
        text = unit.read_text(encoding="utf-8")
        copies[-1].write_text(re.sub(r"(ExecStart=)/usr/lib/kotak/\w+", r"\1/bin/true", text), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "kotak-" in line] == []


@pytest.mark.parametrize("driver", [
    "ata/ahci.ko.xz", "nvme/host/nvme.ko.xz", "usb/storage/usb-storage.ko.xz", "net/ethernet/realtek/r8169.ko.xz",
    "net/ethernet/intel/e1000e/e1000e.ko.xz", "net/usb/r8152.ko.xz", "hid/usbhid/usbhid.ko.xz",
    "mmc/host/sdhci-pci.ko.xz",
])  # fmt: skip
def test_drivers_of_an_office_pc_are_unpacked(driver: str) -> None:
    assert unpacked(f"/usr/lib/modules/6.12/kernel/drivers/{driver}")


def test_what_an_office_box_has_no_use_for_is_not_unpacked() -> None:
    for path in ("/usr/lib/modules/6.12/kernel/sound/core/snd.ko.xz", "/usr/share/man/man1/ls.1.gz",
                 "/usr/lib/modules/6.12/kernel/drivers/gpu/drm/i915/i915.ko.xz"):  # fmt: skip
        assert not unpacked(path)
    assert unpacked("/usr/share/doc/nginx/copyright")


def unpacked(path: str) -> bool:
    """As dpkg decides: the last rule that fits counts."""
    kept = True
    for line in (IMAGE / "disk/unpack.conf").read_text(encoding="utf-8").splitlines():
        kind, _, pattern = line.partition("=")
        if kind.startswith("path-") and re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            kept = kind == "path-include"
    return kept
