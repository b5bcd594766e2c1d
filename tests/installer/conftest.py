"""A door that is opened once for a file of tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import tree
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
