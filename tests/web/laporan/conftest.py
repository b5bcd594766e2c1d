"""October so far, with Siti on her phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.oktober import live
from tests.web.conftest import Browser

FIELDS = {"tanggal": "2026-10-19", "mulai": "07:30", "selesai": "09:00", "uraian": "Rapat rencana kerja"}


@pytest.fixture
def october(cast: Cast) -> Cast:
    live(cast)
    return cast


@pytest.fixture
def siti(october: Cast, as_: Callable[[str], Browser]) -> Browser:
    return as_("siti")


def fields(**changed: Any) -> dict[str, Any]:
    return {**FIELDS, **changed}
