"""The firewall in force between two networks of our own: who reaches which port."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import render

from tests.installer.given import answers
from tests.support import jaringan
from tests.support.jaringan import Jaringan

BOX, BOX6 = "10.99.0.1", "fd00:99::1"
DEVICE, ADMIN, STRANGER = "10.20.3.4", "10.1.0.9", "10.99.0.7"
DEVICE6, STRANGER6 = "fd00:20::5", "fd00:99::7"
PORTS = (22, 80, 443, 5432, 8081)

pytestmark = pytest.mark.skipif(not jaringan.possible(), reason="needs root, ip and network name spaces")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Jaringan, Jaringan]]:
    """The box, with something listening at every port, and an outside that has the addresses of all who may come."""
    box, outside = Jaringan(), Jaringan()
    listening = []
    try:
        box.connect(outside)
        for address in (f"{BOX}/16", f"{BOX6}/64"):
            box.ip("addr", "add", address, "dev", "kabel", *(["nodad"] if ":" in address else []))
        for address in (DEVICE, ADMIN, STRANGER, DEVICE6, STRANGER6):
            mask, extra = ("/128", ["nodad"]) if ":" in address else ("/32", [])
            outside.ip("addr", "add", f"{address}{mask}", "dev", "kabel", *extra)
        for network in ("10.20.0.0/16", "10.1.0.0/24", "fd00:20::/48"):
            box.ip("route", "add", network, "dev", "kabel")
        for network in ("10.99.0.0/16", "fd00:99::/64"):
            outside.ip("route", "add", network, "dev", "kabel")
        rules = tmp_path_factory.mktemp("aturan") / "nftables.conf"
        rules.write_text(render.firewall(answers(rules.parent)), encoding="utf-8")
        done = subprocess.run(box.command("nft", "-f", str(rules)), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"this kernel takes no rules: {done.stderr.strip()}")
        with box.inside():
            listening = [socket.create_server((host, port), family=family) for port in PORTS
                         for host, family in ((BOX, socket.AF_INET), (BOX6, socket.AF_INET6))]  # fmt: skip
        yield box, outside
    finally:
        for one in listening:
            one.close()
        box.close()
        outside.close()


def reached(outside: Jaringan, source: str) -> set[int]:
    """The ports of the box that somebody at `source` reaches."""
    found, target = set(), BOX6 if ":" in source else BOX
    with outside.inside():
        for port in PORTS:
            try:
                socket.create_connection((target, port), 0.7, source_address=(source, 0)).close()
                found.add(port)
            except OSError:
                continue
    return found


@pytest.mark.parametrize(
    ("source", "ports"),
    [
        (STRANGER, {80, 443}), (DEVICE, {80, 443, 8081}), (ADMIN, {22, 80, 443}),
        (STRANGER6, {80, 443}), (DEVICE6, {80, 443, 8081}),
    ],
)  # fmt: skip
def test_everybody_reaches_what_is_his_and_nothing_else(
    world: tuple[Jaringan, Jaringan], source: str, ports: set[int]
) -> None:
    assert reached(world[1], source) == ports


def test_the_rules_may_be_read_again_at_any_time(world: tuple[Jaringan, Jaringan], tmp_path: Path) -> None:
    rules = tmp_path / "nftables.conf"
    rules.write_text(render.firewall(answers(tmp_path)), encoding="utf-8")
    for _ in range(2):
        subprocess.run(world[0].command("nft", "-f", str(rules)), check=True)
    shown = subprocess.run(world[0].command("nft", "list", "tables"), capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["table", "inet", "ekinerja"]
