"""A box as people meet it: real web server, real worker, a machine that speaks the wire, a browser on a phone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from appliance.models import db, sesi
from appliance.models.schema import bind
from appliance.web.session import COOKIE
from tests.cast import Cast

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1180, "height": 900}


@dataclass
class Kotak:
    """A running box. `day` is its fixed clock; `pictures` is where screenshots go."""

    data: Path
    day: datetime
    cast: Cast
    browser: Browser
    pictures: Path
    port: int = 0
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def page(self, name: str, *, desk: bool = False, javascript: bool = True) -> Page:
        """A browser of this person, signed in."""
        bind(self.data / "ekinerja.db")
        with db.connection_context():
            token = sesi.begin(self.cast.people[name].pengguna.id, self.day)
        context = self.browser.new_context(
            viewport=DESK if desk else PHONE, java_script_enabled=javascript, accept_downloads=True, locale="id-ID"
        )  # type: ignore[arg-type]
        context.add_cookies([{"name": COOKIE, "value": token, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("dialog", lambda asked: asked.accept())  # what moves money asks once
        return page

    def shot(self, page: Page, name: str) -> None:
        """A picture of the page at both widths."""
        for size in (PHONE, DESK):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.screenshot(path=self.pictures / f"{name}-{size['width']}.png", full_page=True)


@contextmanager
def running(kotak: Kotak) -> Iterator[Kotak]:
    """The box with its server and its worker, until the story ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        kotak.port = free.getsockname()[1]
    environment = {
        **os.environ, "EKINERJA_DATA": str(kotak.data), "EKINERJA_PORT": str(kotak.port), "EKINERJA_UJI": "1",
        "EKINERJA_SEKARANG": kotak.day.isoformat(),
    }  # fmt: skip
    for command in ("serve", "work"):
        log = (kotak.data / f"{command}.log").open("wb")
        kotak.children.append(
            subprocess.Popen([sys.executable, "-m", "appliance.cli", command], env=environment, stdout=log, stderr=log)
        )
    try:
        wait_for(kotak.url + "/sehat")
        yield kotak
    finally:
        for child in kotak.children:
            child.kill()
            child.wait()


def wait_for(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            assert time.monotonic() < end, f"{url} does not answer"
            time.sleep(0.1)


def wait_text(page: Page, text: str, seconds: float = 60) -> None:
    """Until the page says so; long work is polled by the page itself."""
    expect(page.locator("main")).to_contain_text(text, timeout=seconds * 1000)
