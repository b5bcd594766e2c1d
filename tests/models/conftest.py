"""The small regency of the stories about days and money."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.models.regency import regency


@pytest.fixture
def cast(own_folder: Path) -> Cast:
    return regency(own_folder)
