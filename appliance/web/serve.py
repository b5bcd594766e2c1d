"""Serving the application with Waitress: one process, four threads."""

from __future__ import annotations

import contextlib
import ctypes
import logging
from collections.abc import Callable

from flask import Flask
from waitress import create_server
from waitress.server import BaseWSGIServer

from appliance import timekeeper
from appliance.box import BoxRefused
from appliance.kesehatan.jantung import Jantung
from appliance.settings import Settings
from appliance.web import errors, ukur
from appliance.web.app import LARGE, create_app
from appliance.web.compiled import warm
from appliance.web.crowded import Crowded
from appliance.web.door import open_door
from appliance.web.doorstep import stand

THREADS = 4
CONNECTIONS = 800  # a browser keeps its line open for a minute: at eight o'clock hundreds do
M_MMAP_THRESHOLD = -3  # its number in malloc.h


def serve(settings: Settings, say: Callable[[str], None] = print, *, closed: bool = False) -> None:
    """Serve until stopped; says the address once it can be opened. `closed`: only that the data are damaged."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # at eight everybody waits a moment; that is no news
    give_back_memory()
    app = create_app(settings)
    if closed:
        errors.close(app)
    else:
        timekeeper.watch()
    warm(app)
    server = _listen(app, settings)
    say(f"E-Kinerja siap di {settings.soket or f'http://{settings.host}:{settings.port}'}")
    try:
        with Jantung("web", ukur.flush(app)):
            server.run()
    finally:
        server.close()


def _listen(app: Flask, settings: Settings) -> BaseWSGIServer:
    crowded = Crowded(app)
    door = open_door(THREADS, crowded)
    try:
        server = create_server(app, _dispatcher=door, **options(settings))
    except OSError as reason:
        where = settings.soket or f"{settings.host}:{settings.port}"
        raise BoxRefused(f"{where}: tidak dapat dilayani di sini ({reason.strerror}). Periksa alamat dan foldernya, "
                         "atau apakah program lain memakainya.") from None  # fmt: skip
    stand(server, door, crowded)
    return server


def give_back_memory() -> None:
    """Return the 19 MiB of each password check to the system at once; glibc would else keep them for good."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1024 * 1024)


def options(settings: Settings) -> dict[str, object]:
    """Only a proxy on this machine is believed about who asks and whether the line is encrypted."""
    return {
        **_door(settings),
        "threads": THREADS,
        "ident": None,
        "max_request_body_size": LARGE + 1024 * 1024,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "trusted_proxy_count": 1,
        "clear_untrusted_proxy_headers": True,
        "channel_timeout": 60,
        "connection_limit": CONNECTIONS,
        "asyncore_use_poll": True,
    }


def _door(settings: Settings) -> dict[str, object]:
    """Where it listens, and by which name Waitress knows the proxy there.

    At a socket the folder and the mode say who may knock: its group, which is the proxy's, and nobody else. Waitress
    calls all who come that way `localhost`.
    """
    if settings.soket is not None:
        return {"unix_socket": str(settings.soket), "unix_socket_perms": "660", "trusted_proxy": "localhost"}
    return {"host": settings.host, "port": settings.port, "trusted_proxy": "127.0.0.1"}
