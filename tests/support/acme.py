"""A certificate authority for trials (pebble, of Debian) in a network of ours: it really asks for the proof by HTTP."""

from __future__ import annotations

import json
import os
import shutil
import ssl
import subprocess
import time
import urllib.request
from pathlib import Path

from installer import tls

from tests.support.jaringan import Jaringan

DIRECTORY = "https://localhost:14000/dir"
NAMES = "127.0.0.1:8053"  # every name there is this network's only machine


def possible() -> bool:
    return shutil.which("pebble") is not None and shutil.which("pebble-challtestsrv") is not None


class Otoritas:
    """`folder` gets its own door's certificate; `door` is who must be trusted to talk to it, `root` who signs."""

    def __init__(self, folder: Path, network: Jaringan) -> None:
        self.folder, self.network = folder, network
        self.door = folder / "otoritas.crt"
        self.running: list[subprocess.Popen[bytes]] = []
        tls.make_authority(folder, "Uji")
        tls.make_server(folder, "localhost", authority=True)
        settings = {"listenAddress": "127.0.0.1:14000", "managementListenAddress": "127.0.0.1:15000", "httpPort": 80,
                    "tlsPort": 443, "certificate": str(folder / "sertifikat.pem"),
                    "privateKey": str(folder / "kunci.pem")}  # fmt: skip
        (folder / "pebble.json").write_text(json.dumps({"pebble": settings}), encoding="utf-8")

    def start(self) -> None:
        self._start("pebble-challtestsrv", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dns01", NAMES,
                    "-http01", "", "-https01", "", "-tlsalpn01", "", "-management", "127.0.0.1:8055")  # fmt: skip
        self._start("pebble", "-config", str(self.folder / "pebble.json"), "-dnsserver", NAMES)
        for _ in range(200):
            try:
                self.root()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def _start(self, *command: str) -> None:
        environ = {**os.environ, "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"}
        with (self.folder / "log").open("ab") as log:
            self.running.append(subprocess.Popen(self.network.command(*command), env=environ, stdout=log, stderr=log))

    def root(self) -> str:
        """The certificate with which it signs, in PEM."""
        trust = ssl.create_default_context(cafile=str(self.door))
        with self.network.inside(), urllib.request.urlopen("https://localhost:15000/roots/0", context=trust) as answer:
            return str(answer.read().decode())

    def close(self) -> None:
        for process in self.running:
            process.terminate()
            process.wait(20)
