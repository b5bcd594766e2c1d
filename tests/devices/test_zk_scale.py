"""A full memory of 100,000 records: processor time and memory are printed, the memory of the child is capped."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from appliance.devices.simulator.server import Server
from tests.devices.made import machine, read_port


@pytest.mark.parametrize("frame_size", [0, 1024])
def test_100_000_records_are_read_in_little_time_and_memory(frame_size: int) -> None:
    made = machine(99_999, frame_size=frame_size)
    made.source.stamps(made.now())
    with Server(made) as server:
        made.user_list(), made.log()
        script = _SCRIPT.format(port=server.port, serial=made.serial, now=made.now().isoformat())
        root = Path(__file__).parents[2]
        begun = time.monotonic()
        told = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    status, count, cpu_s, own_mb, child_mb = told.stdout.split()
    print(f"\n{count} records, frames of {frame_size or 65472}: {float(cpu_s):.2f} s CPU with the child, "
          f"{time.monotonic() - begun:.2f} s in all, {own_mb} MB reader + {child_mb} MB child")  # fmt: skip
    assert (status, count) == ("lengkap", "99999")
    assert float(own_mb) + float(child_mb) < 120


_SCRIPT = """
import resource
from datetime import datetime
from appliance.devices.zk import LastState, read_machine
reading = read_machine("127.0.0.1", {port}, 0, serial="{serial}", last=LastState(), now=datetime.fromisoformat("{now}"))
own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(reading.status, len(reading.punches), cpu, int(peak) // 1024, child.ru_maxrss // 1024)
"""


def test_a_second_read_of_the_same_log_finds_the_same_punches() -> None:
    made = machine(5000)
    with Server(made) as server:
        assert read_port(server.port, made).punches == read_port(server.port, made).punches
