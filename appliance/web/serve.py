"""Serving the application with Waitress: one process, four threads."""

from __future__ import annotations

import contextlib
import ctypes
import logging
from collections.abc import Callable

from flask import Flask
from waitress import create_server

from appliance.settings import Settings
from appliance.web.app import LARGE, create_app

THREADS = 4
CONNECTIONS = 800  # a browser keeps its line open for a minute: at eight o'clock hundreds do
M_MMAP_THRESHOLD = -3  # its number in malloc.h


def serve(settings: Settings, say: Callable[[str], None] = print) -> None:
    """Serve until stopped; says the address once it can be opened."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # at eight everybody waits a moment; that is no news
    give_back_memory()
    app = create_app(settings)
    warm(app)
    server = create_server(app, **options(settings))
    say(f"E-Kinerja siap di {settings.soket or f'http://{settings.host}:{settings.port}'}")
    try:
        server.run()
    finally:
        server.close()


def give_back_memory() -> None:
    """Return the 19 MiB of each password check to the system at once; glibc would else keep them for good."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1024 * 1024)


def warm(app: Flask) -> None:
    """Read every template once, so that the first person of the morning does not wait for it."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        if not name.startswith("documents/"):
            app.jinja_env.get_template(name)


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
