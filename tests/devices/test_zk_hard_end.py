"""A child that can't end itself is ended, and nothing of it is left behind."""

import os
import signal
import threading
import time
from pathlib import Path

from appliance.devices.simulator.server import Server
from appliance.devices.zk import Reading
from tests.devices.made import machine, read_port


def _child() -> int | None:
    for stat in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = stat.read_bytes()
            parent = (stat.parent / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if b"zk_child" in words and int(parent) == os.getpid():
            return int(stat.parent.name)
    return None


def _until_child(seconds: float = 10) -> int:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (pid := _child()) is not None:
            return pid
        time.sleep(0.01)
    raise AssertionError("no child was started")


def _read_while(act: signal.Signals, deadline_s: float) -> tuple[Reading, float, int]:
    made = machine(crawl_s=0.2, frame_size=400)
    results: list[Reading] = []
    begun = time.monotonic()
    with Server(made) as server:
        reader = threading.Thread(target=lambda: results.append(read_port(server.port, made, deadline_s=deadline_s)))
        reader.start()
        pid = _until_child()
        os.kill(pid, act)
        reader.join(60)
    return results[0], time.monotonic() - begun, pid


def test_a_frozen_child_is_killed_at_the_deadline() -> None:
    reading, took_s, pid = _read_while(signal.SIGSTOP, deadline_s=2)
    assert reading.status == "waktu_habis"
    assert took_s < 20  # it would stay frozen for ever
    assert not Path(f"/proc/{pid}").exists()


def test_a_child_that_dies_is_a_failed_read_and_nothing_more() -> None:
    reading, _, pid = _read_while(signal.SIGKILL, deadline_s=15)
    assert (reading.status, reading.punches) == ("gagal", [])
    assert not Path(f"/proc/{pid}").exists()
    assert read_port_again() == "lengkap"


def read_port_again() -> str:
    made = machine(50)
    with Server(made) as server:
        return read_port(server.port, made).status
