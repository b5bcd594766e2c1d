"""Before the door: all who knock are looked at in one round, and while it is hopeless who only wants to see something
is told so on the step. That costs a twentieth of a request that is read and queued first, so the crowd outside does not
take the time of those inside. Who brings something, or asks for what is always served, goes on to the door.
"""

from __future__ import annotations

import contextlib
import re
import socket
from typing import Any

from waitress.server import BaseWSGIServer

from appliance.web.crowded import Crowded
from appliance.web.door import EXEMPT, Door

AT_ONCE = 64  # people looked at before the others are looked after
SEEN = 4096  # bytes of a request that are looked at
WANTS = re.compile(rb"GET (/[^ ]*) HTTP/1\.[01]\r\n")


class Doorstep:
    """In place of a listening socket's `handle_accept`; Waitress alone lets in one person a round."""

    def __init__(self, server: Any, door: Door, crowded: Crowded) -> None:
        self.door, self.crowded = door, crowded
        self.let_in, self.accept = server.handle_accept, server.accept
        self.knocked = False
        server.accept, server.handle_accept = self.choose, self

    def __call__(self) -> None:
        for _ in range(AT_ONCE):
            self.knocked = False
            self.let_in()
            if not self.knocked:
                return

    def choose(self) -> Any:
        """The next who knocks, as `accept` gives it; None for nobody, and for who was told already."""
        found = self.accept()
        self.knocked = found is not None
        if found is not None and self.door.hopeless() and self.told(found[0]):
            return None
        return found

    def told(self, line: socket.socket) -> bool:
        """Whether this one was answered on the step."""
        try:
            wants = WANTS.match(line.recv(SEEN, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except OSError:
            return False  # has not spoken yet
        path = wants[1].decode("latin-1") if wants else EXEMPT[0]
        if path.startswith(EXEMPT):
            return False
        with line, contextlib.suppress(OSError):
            line.recv(SEEN * 16, socket.MSG_DONTWAIT)  # what is left unread would cut the answer off
            line.send(raw(*self.crowded.answer(path, "GET")), socket.MSG_DONTWAIT)
        return True


def raw(status: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    lines += [f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def stand(server: Any, door: Door, crowded: Crowded) -> None:
    """Before each listening socket of a server that was made."""
    for one in list((server.map if hasattr(server, "map") else server._map).values()):
        if isinstance(one, BaseWSGIServer):
            Doorstep(one, door, crowded)
