"""A box of real processes on a real data folder, asked over its socket as people and machines ask, and killed."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from appliance.models import db, sesi
from appliance.models.schema import bind
from appliance.web.session import COOKIE
from tests.cast import Cast

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')
FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str]


@dataclass
class Box:
    """`extra` is environment for its processes; what they say stands in `logs`, else in `log/` of the data folder,
    where scripts/run puts it: on the same disk."""

    data: Path
    cast: Cast | None = None
    extra: dict[str, str] = field(default_factory=dict)
    logs: Path | None = None
    port: int = 0
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "EKINERJA_DATA": str(self.data), "EKINERJA_PORT": str(self.port), **self.extra}

    def log(self, verb: str) -> Path:
        folder = self.logs or self.data / "log"
        folder.mkdir(exist_ok=True)
        return folder / f"{verb}.log"

    def said(self, verb: str) -> str:
        return self.log(verb).read_text(errors="replace") if self.log(verb).exists() else ""

    def start(self, verb: str, *, wait: bool = True, program: tuple[str, ...] = ("-m", "appliance.cli")) -> None:
        with self.log(verb).open("ab") as log:
            self.children[verb] = subprocess.Popen(
                [sys.executable, *program, verb], env=self.environment(), stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        if wait:
            until(lambda: self.serves() if verb == "serve" else "berjalan." in self.said("work"), f"{verb} starts")

    def serves(self) -> bool:
        assert self.children["serve"].poll() is None, self.said("serve")
        try:
            return self.ask("GET", "/sehat").status == 200
        except OSError:
            return False

    def kill(self, verb: str) -> None:
        """SIGKILL, as a power cut would end it, its children too."""
        child = self.children.pop(verb)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the command line, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "appliance.cli", *words], env=self.environment(), capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip

    def cookie(self, name: str) -> str:
        """A session of this person, made once."""
        if name not in self.tokens:
            from appliance import clock

            assert self.cast is not None
            bind(self.data / "ekinerja.db")
            with db.connection_context():
                self.tokens[name] = sesi.begin(self.cast.people[name].pengguna.id, clock.local())
        return self.tokens[name]

    def ask(
        self, method: str, path: str, body: bytes = b"", *, who: str = "", kind: str = "", seconds: float = 40
    ) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        headers = {"Cookie": f"{COOKIE}={self.cookie(who)}"} if who else {}
        if kind:
            headers["Content-Type"] = kind
        try:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            return Answer(answer.status, answer.read().decode("utf-8", "replace"), dict(answer.headers))
        except http.client.HTTPException as cut:  # killed in the middle of its answer
            raise ConnectionError(str(cut)) from cut
        finally:
            line.close()

    def form(self, who: str, page: str) -> dict[str, str]:
        """The hidden fields of a form: its token, and the key by which a report is sent once."""
        text = self.ask("GET", page, who=who).text
        return dict(FIELD.findall(text)) | {"csrf_token": TOKEN.findall(text)[0]}

    def send(self, who: str, path: str, fields: dict[str, str], seconds: float = 40) -> Answer:
        body = urllib.parse.urlencode(fields).encode()
        return self.ask("POST", path, body, who=who, kind="application/x-www-form-urlencoded", seconds=seconds)


def multipart(fields: dict[str, str], name: str, filename: str, content: bytes) -> tuple[bytes, str]:
    """A form with one file: its body and its type."""
    edge = "batas27batas"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    return "".join(parts).encode() + head.encode() + content + f"\r\n--{edge}--\r\n".encode(), (
        f"multipart/form-data; boundary={edge}"
    )


def until(done: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait for something that comes by itself."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.05)


@contextmanager
def standing(box: Box) -> Iterator[Box]:
    """Whatever happens, no process of it stays behind."""
    try:
        yield box
    finally:
        for verb in list(box.children):
            box.kill(verb)
        if db.obj is not None and not db.is_closed():
            db.close()
