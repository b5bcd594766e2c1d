"""A door that is opened once for a file of tests, and a machine that is installed once for all that need one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from installer import packages

from tests.contracts import tree
from tests.support.dunia import ANSWERS, VERSIONS, Dunia, made, of_setup
from tests.support.mesin import Mesin
from tests.support.pintu import NGINX, Pintu


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def code(data: Path) -> str:
    """The first administrator's code, from `ekinerja init` on the folder that is served."""
    done = subprocess.run(
        [sys.executable, "-m", "appliance.cli", "init"], env={**os.environ, "EKINERJA_DATA": str(data)},
        capture_output=True, text=True, check=True, cwd=tree.ROOT,
    )  # fmt: skip
    found = re.search(r"[A-Z0-9]{5}-[A-Z0-9]{5}", done.stdout)
    assert found
    return found[0]


@pytest.fixture(scope="module")
def pintu(data: Path, code: str) -> Iterator[Pintu]:
    if not Path(NGINX).exists() or os.geteuid() != 0:
        pytest.skip("needs nginx, and root to start it as its own user")
    made = Pintu(data)
    try:
        made.start_web()
        made.start_nginx()
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def terpasang(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dunia]:
    """A bare Debian 12 on which systemd runs, installed by one command without a network and signed in to."""
    versions = {name: VERSIONS[name] for name in ("1.0.0", "1.0.3")}
    with made(tmp_path_factory.mktemp("mesin"), "bookworm", "3.11", versions, Mesin) as world:
        machine = world.pohon
        assert isinstance(machine, Mesin)
        answers = machine.root / "root/jawaban.txt"
        answers.write_text(f"{ANSWERS}jaringan_admin = 10.1.0.0/24\nups = dummy-ups\n", encoding="utf-8")
        machine.ups("OL")
        asked_for = ("openssh-server", "nut-client", "nut-server", "certbot")
        machine.fetch(*packages.listed("dasar"), *of_setup(), *asked_for)
        home = machine.unpack(world.rilis["1.0.0"])
        machine.boot()
        world.said = world.install("--jawaban", "/root/jawaban.txt", home=home)
        world.sign_in()
        yield world


@pytest.fixture(scope="session")
def kotak(terpasang: Dunia) -> Mesin:
    assert isinstance(terpasang.pohon, Mesin)
    return terpasang.pohon
