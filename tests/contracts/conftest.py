"""The access matrix is tested on the real application with the cast of the web tests."""

from tests.web.conftest import app, as_, cast, guest

__all__ = ["app", "as_", "cast", "guest"]
