"""The cast's regency this very month under the sample decree, and its box."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance import clock
from appliance.models import db
from appliance.models.kunci import bind as bind_keys
from appliance.models.tandai import open_month
from tests.models.regency import regency
from tests.survive.box import Box, standing


@pytest.fixture
def box(own_folder: Path) -> Iterator[Box]:
    """Made, not yet started."""
    cast = regency(own_folder)
    bind_keys(own_folder / "kunci")
    today = clock.today()
    for day in (today, today.replace(day=1) - timedelta(days=1)):
        open_month(day.strftime("%Y-%m"))
    db.close()
    with standing(Box(own_folder, cast)) as made:
        yield made
