"""What every test may lean on: a folder of its own, and an environment that says nothing."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads the settings of the person who runs it, nor writes into the real data folder."""
    for name in [name for name in os.environ if name.startswith("EKINERJA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EKINERJA_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """A command that ran within a test keeps what it writes from others; the next test begins without that."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def closed_after() -> Iterator[None]:
    """Whatever regency and queue a test opened last, nothing of it stays open."""
    from tests.jobs.pasukan import closed

    yield
    closed()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """`scripts/test --long` has installed all there is: who still "needs" something was not tested, so it fails."""
    report = yield
    if os.environ.get("TEST_LONG") and report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason.startswith("needs "):
            report.outcome, report.longrepr = "failed", f"{item.nodeid}: not tested, {reason}"
    return report
