"""A regency with the cast, the application on it, and a browser for each of them.

`as_("wati")` is a client signed in as Wati; `post` sends a form with the token that her page would carry.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from appliance import settings
from appliance.models import db, sesi
from appliance.web import csrf, session
from appliance.web.app import create_app
from tests.cast import NOW, Cast, build


class Browser(FlaskClient):
    """A client that keeps its session and sends its token with every form."""

    def csrf(self) -> str:
        cookie = self.get_cookie(session.COOKIE) or self.get_cookie(csrf.GUEST)
        with self.application.app_context():
            return csrf._sign(cookie.value if cookie else "")

    def send(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """POST with the token."""
        return self.post(path, data={**(data or {}), csrf.FIELD: self.csrf()}, **more)


@pytest.fixture
def cast(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    monkeypatch.setenv("EKINERJA_UJI", "1")
    monkeypatch.setenv("EKINERJA_SEKARANG", NOW.isoformat())
    yield build(own_folder)
    db.close()


@pytest.fixture
def app(cast: Cast) -> Flask:
    app = create_app(settings.load(), testing=True)
    app.test_client_class = Browser
    return app


@pytest.fixture
def as_(app: Flask, cast: Cast) -> Callable[[str], Browser]:
    def signed_in(name: str) -> Browser:
        browser = app.test_client()
        assert isinstance(browser, Browser)
        browser.set_cookie(session.COOKIE, sesi.begin(cast.people[name].pengguna.id, NOW))
        return browser

    return signed_in


@pytest.fixture
def guest(app: Flask) -> Browser:
    """Somebody who has not signed in but opened a page, and so has a guest cookie."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.get("/masuk")
    return browser
