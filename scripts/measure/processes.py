"""Memory of the real processes: the server after serving, the worker at rest, the child that prints."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from measure.report import Report

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "appliance.cli"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def pss_mb(pid: int) -> float:
    """What the process holds, shared pages counted by share; with the children it keeps."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1]) / 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(pss_mb(int(child)) for child in children)


def server(report: Report, folder: Path, pages: Sequence[str], cookies: Sequence[str]) -> None:
    """PSS of `ekinerja serve` before and after it has served some hundreds of pages."""
    port = free_port()
    process = _start("serve", folder, port)
    try:
        wait_for(port, process)
        report.add("web process: PSS when started", pss_mb(process.pid), "MB", 60)
        for n in range(400):
            request = urllib.request.Request(f"http://127.0.0.1:{port}{pages[n % len(pages)]}")
            request.add_header("Cookie", cookies[n % len(cookies)])
            urllib.request.urlopen(request, timeout=30).read()
        report.add("web process: PSS after 400 pages", pss_mb(process.pid), "MB", 60)
    finally:
        _end(process)


def worker(report: Report, folder: Path) -> None:
    """PSS of `ekinerja work` once it has nothing to do."""
    process = _start("work", folder, free_port())
    try:
        time.sleep(25)
        report.add("worker: PSS at rest", pss_mb(process.pid), "MB", 60)
    finally:
        _end(process)


def _start(verb: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    chosen = {"EKINERJA_DATA": str(folder), "EKINERJA_PORT": str(port)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EKINERJA_")}
    return subprocess.Popen([*COMMAND, verb], cwd=ROOT, env=kept | chosen, stdout=subprocess.DEVNULL)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat", timeout=2).read()
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("ekinerja serve ended by itself") from None
            time.sleep(0.1)
    raise RuntimeError("ekinerja serve does not answer")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
