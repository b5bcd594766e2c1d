"""The cast in a folder of its own, on the 19th of October."""

from __future__ import annotations

from tests.web.conftest import app, as_, cast, guest

__all__ = ["app", "as_", "cast", "guest"]
