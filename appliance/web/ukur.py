"""How long each page took and what broke: counted in memory, written once a minute by the heart of the service."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date

from flask import Flask, Response, current_app, g, request

from appliance import clock
from appliance.kesehatan.halaman import merged
from appliance.models import kejadian_harian, lama_halaman
from appliance.models.kejadian_harian import Hal
from appliance.models.lama_halaman import bucket

BROKEN = {500: "galat", 503: "sibuk", 429: "ditahan"}


class Ukuran:
    """What was counted since the last writing; four threads add to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lama: dict[tuple[date, str], Counter[int]] = {}
        self._kejadian: Counter[Hal] = Counter()
        self._day, self._ask = date.min, 0.0

    def day(self) -> date:
        """Today; the clock is asked once a second, since asking costs more than counting."""
        instant = clock.monotonic()
        if instant >= self._ask:
            self._day, self._ask = clock.today(), instant + 1
        return self._day

    def add(self, day: date, halaman: str, micros: int, jenis: str = "", rincian: str = "") -> None:
        with self._lock:
            self._lama.setdefault((day, halaman), Counter())[bucket(micros)] += 1
            if jenis:
                self._kejadian[day, jenis, halaman, rincian] += 1

    def flush(self) -> None:
        """Write it down. What cannot be written now is kept for the next time; it is bounded by pages and days."""
        with self._lock:
            lama, self._lama = self._lama, {}
            kejadian, self._kejadian = self._kejadian, Counter()
        try:
            lama_halaman.add(lama)
            lama = {}
            kejadian_harian.add(kejadian, clock.local())
        except Exception:
            with self._lock:
                self._lama = merged(lama, self._lama)
                self._kejadian.update(kejadian)
            raise


def flush(app: Flask) -> Callable[[], None]:
    """What the heart carries along."""
    counted: Ukuran = app.extensions["ukuran"]
    return counted.flush


def begin() -> None:
    g.mulai = clock.monotonic()


def note(response: Response) -> Response:
    """Addresses and people are not looked at, only the endpoint: one of a known number."""
    if request.endpoint is not None and request.endpoint != "static" and "mulai" in g:
        micros = int((clock.monotonic() - g.mulai) * 1_000_000)
        jenis = BROKEN.get(response.status_code, "")
        rincian = g.get("galat", "") if jenis in ("galat", "sibuk") else ""
        counted: Ukuran = current_app.extensions["ukuran"]
        counted.add(counted.day(), request.endpoint, micros, jenis, rincian[:80])
    return response


def init_app(app: Flask) -> None:
    app.extensions["ukuran"] = Ukuran()
    app.before_request(begin)
    app.after_request(note)
