"""The real `ekinerja serve` and `ekinerja work` on a folder, and what they wrote into its records."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.scripts.box import free_port


class Layanan:
    """One service in a process group of its own."""

    def __init__(self, folder: Path, verb: str) -> None:
        self.folder, self.verb, self.port = folder, verb, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def begin(self) -> int:
        """Its process, which may not have come to anything yet."""
        chosen = {"EKINERJA_DATA": str(self.folder), "EKINERJA_PORT": str(self.port)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("EKINERJA_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "appliance.cli", self.verb], env=kept | chosen, stdout=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        return self.process.pid

    def start(self) -> None:
        """Until it has beaten under its own number."""
        pid = self.begin()
        until(lambda: bool(self.rows("SELECT 1 FROM denyut WHERE pid = ? AND memori > 0", pid)))

    def end(self, sign: signal.Signals) -> int:
        assert self.process is not None
        os.killpg(self.process.pid, sign)
        return self.process.wait(30)

    def ask(self, path: str) -> int:
        def answered() -> int:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                    return int(answer.status)
            except urllib.error.HTTPError as refused:
                return refused.code
            except OSError:
                return 0

        until(lambda: answered() > 0)
        return answered()

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.folder / "ekinerja.db", timeout=15) as connection:
            return connection.execute(sql, values).fetchall()

    def outages(self) -> list[tuple[object, ...]]:
        """Without those of the line: the machine that tests may have none."""
        lines = "('kabel', 'jaringan')"
        return self.rows(f"SELECT sebab, layanan FROM gangguan_kotak WHERE sebab NOT IN {lines} ORDER BY id")

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.end(signal.SIGKILL)


def until(done: Callable[[], bool], limit: float = 90) -> None:
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < limit, "it did not come to it"
        time.sleep(0.1)
