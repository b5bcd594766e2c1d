"""A regency with the cast, a decree that limits corrections, and Made's desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance.models.base import db
from appliance.models.peraturan import enact, propose
from tests.cast import build
from tests.exchange.desk import DECREE, Desk, made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    cast = build(tmp_path)
    enact(propose(DECREE, "uji.toml", made()), made())
    yield Desk(tmp_path, cast, made())
    db.close()
