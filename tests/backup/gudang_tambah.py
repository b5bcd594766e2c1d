"""A second place that can only be added to: restic's REST protocol, as `rest-server --append-only` speaks it."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit


class Gudang:
    """The place; `refused` counts what it was asked to delete and did not."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.refused = folder, 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"place": self}))

    @property
    def address(self) -> str:
        return f"rest:http://kotak:rahasia-tempat@127.0.0.1:{self.server.server_port}/ekinerja/"

    def __enter__(self) -> Gudang:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    place: Gudang
    protocol_version = "HTTP/1.1"

    def _path(self) -> Path:
        return self.place.folder / urlsplit(self.path).path.strip("/")

    def _answer(self, code: int, body: bytes = b"", kind: str = "application/octet-stream") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self._path()
        if self.path.endswith("/"):
            names = [{"name": one.name, "size": one.stat().st_size} for one in path.glob("*") if one.is_file()]
            self._answer(200, json.dumps(names).encode(), "application/vnd.x.restic.rest.v2")
        elif not path.is_file():
            self._answer(404)
        else:
            self._part(path.read_bytes())

    def _part(self, body: bytes) -> None:
        asked = self.headers.get("Range", "")
        if not asked:
            return self._answer(200, body)
        first, _, last = asked.removeprefix("bytes=").partition("-")
        return self._answer(206, body[int(first) : int(last) + 1 if last else None])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self._path()
        if not urlsplit(self.path).query:
            if path.exists():
                return self._answer(403)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        return self._answer(200)

    def do_DELETE(self) -> None:
        path = self._path()
        if path.parent.name != "locks":
            self.place.refused += 1
            return self._answer(403)
        path.unlink(missing_ok=True)
        return self._answer(200)

    def log_message(self, *_: object) -> None:
        pass
