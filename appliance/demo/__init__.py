"""A made-up regency of real size, for looking around, teaching and measuring. Nobody in it is real."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def material(noun: str) -> dict[str, Any]:
    """What stands in `<noun>.toml` beside this file."""
    return tomllib.loads((files(__name__) / f"{noun}.toml").read_text("utf-8"))
