"""A long run in which something is missing says so: what was passed over was not tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPS = """
import pytest


@pytest.mark.skipif(True, reason="needs a program that nobody has")
def test_a_tool():
    pass


def test_a_kernel():
    pytest.skip("this kernel takes no rules")
"""


@pytest.mark.parametrize(("long", "said"), [("", "2 skipped"), ("1", "1 skipped, 1 error")])
def test_what_needs_something_fails_a_long_run(tmp_path: Path, long: str, said: str) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text(encoding="utf-8"))
    (tmp_path / "test_lacking.py").write_text(SKIPS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", tmp_path, tmp_path],
        env={**os.environ, "TEST_LONG": long}, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert said in done.stdout, done.stdout
    assert ("not tested, needs a program that nobody has" in done.stdout) is bool(long)
