"""The answer for whoever does not get in now: made once at the start, given without database or template."""

from __future__ import annotations

import random
from http import HTTPStatus

from flask import Flask, render_template

from appliance.devices.adms import ERROR_REPLY
from appliance.web.headers import HEADERS

SOON, LATER = 8, 20  # seconds between which people come back, each at another moment
PLACE = b"DETIK"

Answer = tuple[str, list[tuple[str, str]], bytes]


class Crowded:
    """The two pages: for who wanted to see something, which tries again by itself, and for who sent something."""

    def __init__(self, app: Flask) -> None:
        with app.test_request_context("/"):
            self.seen = render_template("errors/ramai.html", dikirim=False, detik=PLACE.decode()).encode()
            self.sent = render_template("errors/ramai.html", dikirim=True).encode()

    def answer(self, path: str, method: str) -> Answer:
        """Status line, headers and body. A machine gets what makes it keep its records and send them again."""
        wait = str(random.randint(SOON, LATER))  # noqa: S311 - no secret
        status = f"{HTTPStatus.SERVICE_UNAVAILABLE.value} {HTTPStatus.SERVICE_UNAVAILABLE.phrase}"
        headers = [("Retry-After", wait), ("Cache-Control", "no-store"), *HEADERS.items()]
        if path.startswith("/iclock"):
            return status, [("Content-Type", "text/plain"), *headers], ERROR_REPLY.encode()
        body = self.seen.replace(PLACE, wait.encode()) if method in ("GET", "HEAD") else self.sent
        return status, [("Content-Type", "text/html; charset=utf-8"), *headers], body
