"""A checkout whose `ekinerja` is a few lines: enough to see what scripts/run does with the real one."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOPELESS = 120  # seconds after which nothing more is to be waited for; no test is decided by it

EKINERJA = """#!{python}
import http.server, json, os, pathlib, subprocess, sys, time
data = pathlib.Path(os.environ["EKINERJA_DATA"])
command = sys.argv[1]
with (data / "perintah.txt").open("a") as log:
    print(command, file=log)
if command == "init":
    if (data / "ekinerja.db").exists():
        sys.exit("sudah berisi data")
    (data / "ekinerja.db").touch()
    print("kode: ABCD-EFGH")
elif command == "demo":
    if (data.parent / "lambat").exists():
        time.sleep(60)
    (data / "demo-akun.txt").write_text("asn siti rahasia\\n")
    machine = {{"sn": "UJI1", "port": {port}, "kunci": 0, "ukuran": 40, "berkas": "uji1.csv"}}
    (data / "demo-mesin.json").write_text(json.dumps([machine]))
elif command == "work":
    deaf = (data.parent / "keras").exists()
    child = subprocess.Popen(["sh", "-c", "trap '' TERM; sleep 300"] if deaf else ["sleep", "300"])
    (data / "anak.txt").write_text(str(child.pid))
    if (data.parent / "rusak").exists():
        sys.exit("antrean rusak")
    child.wait()
elif command == "serve":
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok")
    http.server.HTTPServer((os.environ["EKINERJA_HOST"], int(os.environ["EKINERJA_PORT"])), Handler).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


class Box:
    """The checkout at `folder`, its data folder and the runs that were started on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "isi"
        self.port = free_port()
        self.runs: list[subprocess.Popen[str]] = []
        self.write("scripts/run", (ROOT / "scripts/run").read_text())
        self.write("scripts/setup", "#!/bin/sh\n")
        self.write("scripts/simulate-device", f'#!/bin/sh\necho "$@" >"{folder}/mesin.txt"\nexec sleep 300\n')
        self.write(".venv/bin/ekinerja", EKINERJA.format(python=sys.executable, port=free_port()))
        (folder / ".venv/bin/python").symlink_to(sys.executable)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def command(self, *options: str) -> list[str]:
        return [str(self.folder / "scripts/run"), "--port", str(self.port), "--data", str(self.data), *options]

    def start(self, *options: str) -> subprocess.Popen[str]:
        out = (self.folder / "keluaran.txt").open("w")
        run = subprocess.Popen(
            self.command(*options),
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.runs.append(run)
        return run

    def said(self) -> str:
        return (self.folder / "keluaran.txt").read_text()

    def commands(self) -> list[str]:
        return (self.data / "perintah.txt").read_text().split()

    def wait_for(self, text: str, file: Path | None = None) -> None:
        """Until the run has said `text` (or it stands in `file`)."""
        for _ in range(HOPELESS * 10):
            path = file or self.folder / "keluaran.txt"
            if path.exists() and text in path.read_text():
                return
            time.sleep(0.1)
        raise AssertionError(f"{text!r} was not said, but: {self.said()}")

    def stop(self) -> int:
        """Ctrl-C as a terminal sends it: to the run and to what it waits for."""
        os.killpg(self.runs[-1].pid, signal.SIGINT)
        return self.runs[-1].wait(HOPELESS)

    def close(self) -> None:
        for run in self.runs:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGTERM)
                run.wait(HOPELESS)
