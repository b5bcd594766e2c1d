"""The configurations in the eyes of those who must read them: nginx, nft, systemd."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from installer import render

from tests.contracts import tree
from tests.installer.given import WHOLE, answers
from tests.support.pintu import NGINX, Pintu

UNITS = tree.ROOT / "image-build/units"
OURS = ("ekinerja-web", "ekinerja-work", "ekinerja-cadangan", "ekinerja-sertifikat")
EXPOSED = {"nginx": 30}  # tenths of a point; nginx itself must give up root's rights, so it begins with them


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path(NGINX).exists() or os.geteuid() != 0, reason="needs nginx and root")
def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    door = Pintu(tmp_path)
    try:
        done = run(NGINX, "-t", "-c", str(door.write()))
        assert done.returncode == 0, done.stderr
        assert "[warn]" not in done.stderr, done.stderr
    finally:
        door.close()


@pytest.mark.skipif(shutil.which("nft") is None, reason="needs nftables")
@pytest.mark.parametrize("without", ["", "jaringan_mesin", "jaringan_admin"])
def test_nft_accepts_its_rules(tmp_path: Path, without: str) -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if not without or not line.startswith(without))
    rules = tmp_path / "nftables.conf"
    rules.write_text(render.firewall(answers(tmp_path, text)), encoding="utf-8")
    done = run("nft", "-c", "-f", str(rules))
    if "Operation not permitted" in done.stderr or "cache initialization failed" in done.stderr:
        pytest.skip("this kernel lets nobody look at its rules")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Our units as if this tree were installed, beside Debian's nginx."""
    folder = tmp_path / "units"
    shutil.copytree(UNITS, folder)
    for path in folder.rglob("*.service"):
        text = path.read_text(encoding="utf-8").replace("/opt/ekinerja/kini", str(tree.ROOT))
        for program in re.findall(r"(?m)^ExecStart(?:Pre)?=[-+]*(/\S+)", text):
            if not Path(program).exists():
                text = text.replace(program, "/bin/true")
        path.write_text(text, encoding="utf-8")
    if Path("/lib/systemd/system/nginx.service").exists():
        shutil.copy("/lib/systemd/system/nginx.service", folder)
    return folder


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_finds_nothing_wrong_with_our_units(units: Path) -> None:
    every = sorted(str(path) for path in units.iterdir() if path.is_file() and path.suffix != ".slice")
    done = run("systemd-analyze", "verify", "--man=no", *every)
    wrong = [line for line in done.stderr.splitlines() if "ekinerja" in line or "nginx" in line]
    assert not wrong, "\n".join(wrong)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
@pytest.mark.parametrize("name", [*OURS, "nginx"])
def test_services_are_fenced_in(units: Path, name: str) -> None:
    path = units / f"{name}.service"
    if not path.exists():
        pytest.skip("needs nginx")
    limit = EXPOSED.get(name, 26 if name == "ekinerja-sertifikat" else 15)
    command = ("systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={limit}", str(path))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=units)
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


def settings(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@pytest.mark.parametrize("name", OURS[:3])
def test_what_serves_people_runs_as_nobody_in_particular_and_writes_only_the_data(name: str) -> None:
    said = settings(UNITS / f"{name}.service")
    assert said["User"] == "ekinerja"
    assert said["CapabilityBoundingSet"] == "" and said["NoNewPrivileges"] == "yes"
    assert said["ProtectSystem"] == "strict"
    writable = set(said["ReadWritePaths"].split())
    assert writable <= {"/var/lib/ekinerja", "/run/ekinerja", "-/srv/cadangan"}


def test_together_they_leave_room_in_512_mb() -> None:
    ours = int(settings(UNITS / "ekinerja.slice")["MemoryMax"].removesuffix("M"))
    nginx = int(settings(UNITS / "nginx.service.d/ekinerja.conf")["MemoryHigh"].removesuffix("M"))
    assert ours + nginx <= 512 - 24
    for name in OURS[:3]:
        said = settings(UNITS / f"{name}.service")
        assert said["Slice"] == "ekinerja.slice"
        assert int(said["MemoryMax"].removesuffix("M")) < ours


def test_the_web_server_has_no_network_of_its_own() -> None:
    said = settings(UNITS / "ekinerja-web.service")
    assert said["PrivateNetwork"] == "yes"
    assert said["RestrictAddressFamilies"] == "AF_UNIX"
