"""nginx with TLS before the program's socket, as an installed box has it, in a folder of its own."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from installer import render, tls
from installer.answers import Answers

from appliance.web import static_files
from measure.processes import ROOT, free_port

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


class Front:
    """Lays configuration, certificate and static files; `start` runs nginx through `settle`, in the child, first."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ekinerja-pintu-"))
        self.folder.chmod(0o755)  # nginx's own user passes through
        self.port, self.socket = free_port(), self.folder / "soket/web.sock"
        shutil.copytree(ROOT / "image-build/nginx", self.folder / "rilis/image-build/nginx")
        static_files.build(self.folder / "rilis/build/static")
        for name in ("tls", "log", "acme", "soket"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "soket", group="www-data")
        (self.folder / "soket").chmod(0o2750)
        tls.make_server(self.folder / "tls", "localhost", authority=False)

    def start(self, settle: Callable[[], None]) -> subprocess.Popen[bytes]:
        """A person's own limits of one address do not fit a crowd behind 127.0.0.1, but they stay: they are wide."""
        places = {name: str(self.folder / name) for name in ("tls", "log", "acme", "rilis")}
        given = {"kabupaten": "Kabupaten Ukur", "alamat": "localhost", "zona": "WIB", "tls": "berkas"}
        text = render.nginx(
            Answers(given), ipv6=False, **places, soket=str(self.socket), pid=str(self.folder / "nginx.pid"),
            port_https=str(self.port), port_http=str(free_port()),
        )  # fmt: skip
        path = self.folder / "nginx.conf"
        path.write_text(text, encoding="utf-8")
        process = subprocess.Popen(
            [NGINX, "-c", str(path), "-g", "daemon off;"], preexec_fn=settle, start_new_session=True
        )
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return process
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("nginx does not answer")

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
