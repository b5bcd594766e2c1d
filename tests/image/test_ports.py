"""All ports of a box, knocked at from its own network: only what docs/OPERASI.md names answers."""

from __future__ import annotations

import re
import resource
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.image.conftest import ANSWERS, ROOT
from tests.image.guest import NETWORK, new_disk, running, stick

pytestmark = pytest.mark.long
ASKED_FOR = {80, 443, 8081}  # what the answers open


@pytest.fixture
def wire() -> Iterator[str]:
    """A network with nothing in it but the guest's wire, on which we are the router."""
    name = f"citra{secrets.token_hex(2)}"
    inside = ["-n", name]
    for words in (
        ["netns", "add", name],
        [*inside, "tuntap", "add", "dev", name, "mode", "tap"],
        [*inside, "addr", "add", f"{NETWORK}.1/24", "dev", name],
        [*inside, "link", "set", name, "up"],
    ):
        subprocess.run(["ip", *words], check=True)
    yield name
    subprocess.run(["ip", "netns", "del", name], check=False)


def named() -> set[int]:
    text = (ROOT / "docs/OPERASI.md").read_text(encoding="utf-8")
    return {int(port) for port in re.findall(r"(?m)^\| (\d+)/tcp", text)}


def test_only_named_ports_answer(image: Path, tmp_path: Path, wire: str) -> None:
    disk, answers = new_disk(image, tmp_path / "disk.qcow2"), stick(tmp_path / "stik.img", {"jawaban.txt": ANSWERS})
    with running(tmp_path, disk, sticks=[answers], tap=wire) as guest:
        guest.first_start()
        command = ["ip", "netns", "exec", wire, sys.executable, Path(__file__).with_name("scan.py"), f"{NETWORK}.2"]
        said = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=many_files).stdout
    found = {int(port) for port in said.split()}
    print(f"\nports that answer: {sorted(found)}")
    assert found == ASKED_FOR
    assert found <= named()


def many_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
