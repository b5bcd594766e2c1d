"""One regency for all these tests, and each test its own copy of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from appliance.models import db
from tests.backup.kotak import Kotak, build, copy_of


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Kotak:
    return build(tmp_path_factory.mktemp("kotak"))


@pytest.fixture(scope="session")
def saved(whole: Kotak, tmp_path_factory: pytest.TempPathFactory) -> Kotak:
    """The regency after its first night: a copy by restic, a weekly one, a trial."""
    return copy_of(whole, tmp_path_factory.mktemp("tersimpan")).ready()


@pytest.fixture
def fresh(whole: Kotak, tmp_path: Path) -> Kotak:
    """A box that was never backed up."""
    box = copy_of(whole, tmp_path / "kotak")
    box.usb.mkdir(exist_ok=True)
    return box


@pytest.fixture
def box(saved: Kotak, tmp_path: Path) -> Kotak:
    """A box with one night's backup on its disk."""
    if not db.is_closed():
        db.close()
    return copy_of(saved, tmp_path / "kotak")
