"""The whole door of a box in a folder: a real `ekinerja serve` at a socket behind a real nginx with TLS."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from installer import render, tls
from installer.answers import Answers

from appliance.web import static_files
from tests.contracts import tree
from tests.support import jaringan

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
ANSWERS = Answers({
    "kabupaten": "Kabupaten Mukomuko", "alamat": "localhost", "zona": "WIB", "tls": "otoritas",
    "jaringan_mesin": "127.0.0.1/32", "port_dorong": "0",
})  # fmt: skip


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def nginx_version() -> tuple[int, ...]:
    said = subprocess.run((NGINX, "-v"), capture_output=True, text=True, check=True).stderr
    return tuple(int(part) for part in said.strip().rpartition("/")[2].split(" ")[0].split("."))


class Pintu:
    """Everything lies in a folder of /tmp that nginx's own user may pass; `close` ends it all."""

    def __init__(self, data: Path, answers: Answers = ANSWERS) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pintu-"))
        self.folder.chmod(0o755)
        self.data, self.running = data, list[subprocess.Popen[bytes]]()
        self.https, self.http, self.push = free_port(), free_port(), free_port()
        self.socket = self.folder / "soket/web.sock"
        self.authority = self.folder / "tls/otoritas.crt"
        self._lay()
        self.answers = replace(answers, given={**answers.given, "port_dorong": str(self.push)})

    def _lay(self) -> None:
        """The parts of a release that nginx reads, a certificate, and the socket's folder as tmpfiles makes it."""
        shutil.copytree(tree.ROOT / "image-build/nginx", self.folder / "rilis/image-build/nginx")
        static_files.build(self.folder / "rilis/build/static")
        for name in ("tls", "log", "acme", "soket"):
            (self.folder / name).mkdir()
        tls.make_authority(self.folder / "tls", "Kabupaten Mukomuko")
        tls.make_server(self.folder / "tls", "localhost", authority=True)
        if os.geteuid() == 0:
            shutil.chown(self.folder / "soket", group="www-data")
            (self.folder / "soket").chmod(0o2750)

    def write(self) -> Path:
        """nginx's configuration for this folder."""
        places = {name: str(self.folder / name) for name in ("tls", "log", "acme", "rilis")}
        text = render.nginx(
            self.answers, ipv6=False, version=nginx_version(), **places, soket=str(self.socket),
            pid=str(self.folder / "nginx.pid"), port_https=str(self.https), port_http=str(self.http),
        )  # fmt: skip
        path = self.folder / "nginx.conf"
        path.write_text(text, encoding="utf-8")
        return path

    def start_nginx(self) -> None:
        self._start(NGINX, "-c", str(self.write()), "-g", "daemon off;")
        self._wait(lambda: socket.create_connection(("127.0.0.1", self.https), 1).close())

    def start_web(self) -> subprocess.Popen[bytes]:
        environ = {**os.environ, "EKINERJA_DATA": str(self.data), "EKINERJA_SOKET": str(self.socket)}
        alone = ("unshare", "-n", "--") if jaringan.possible() else ()  # no network, as its unit has none
        process = self._start(*alone, sys.executable, "-m", "appliance.cli", "serve", env=environ)
        self._wait(self._reach)
        return process

    def _reach(self) -> None:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.socket))

    def _start(self, *command: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        with (self.folder / "log/keluaran").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd=tree.ROOT)
        self.running.append(process)
        return process

    def _wait(self, reach: object) -> None:
        for _ in range(200):
            try:
                return reach()  # type: ignore[operator,no-any-return]
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "log/keluaran").read_text())

    def close(self) -> None:
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            process.wait(20)
        shutil.rmtree(self.folder)
