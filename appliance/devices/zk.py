"""Reading a network machine. The talk runs in a child process with a hard end; its bytes are judged here.

The machine is only ever read: its log stays as it is, it keeps serving people, its clock is left alone.
"""

import ipaddress
import json
import subprocess
import sys
import time
import zlib
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from appliance.devices.zk_job import Answer, Job
from appliance.devices.zk_judge import judge
from appliance.devices.zk_reading import LastState, Reading

__all__ = ["LastState", "Reading", "read_machine"]

FULL_READ_EVERY = timedelta(hours=24)


def read_machine(
    alamat: str,
    port: int,
    kunci: int,
    *,
    serial: str | None,
    last: LastState,
    now: datetime,
    deadline_s: float = 180,
    idle_s: float = 20,
) -> Reading:
    """Everything the machine holds, or as much of it as came. Never raises for what a machine or network does.

    `alamat` is an IPv4 address, `kunci` the communication key (0: none), `serial` the one expected (None: any), `now`
    naive in the machine's zone. Seconds: the whole read ends after `deadline_s`, a silence after `idle_s`. A full read
    is left out (`tak_berubah`) when the count is that of `last`, below capacity, and `last` is younger than 24 h.
    """
    try:
        ipaddress.IPv4Address(alamat)
    except ValueError:
        return judge(Answer(status="alamat_salah", rincian=alamat[:64]), b"", b"", last, now)
    if not 0 < port < 65536:
        return judge(Answer(status="alamat_salah", rincian=str(port)), b"", b"", last, now)
    fresh = last.penuh_pada is not None and timedelta(0) <= now - last.penuh_pada < FULL_READ_EVERY
    skip_at = last.jumlah if fresh else None
    own_end_s = deadline_s - min(3.0, deadline_s / 10)  # the kill is for a child that can't end itself
    job = Job(alamat, port, kunci, serial, now.isoformat(), time.monotonic(), own_end_s, idle_s, skip_at)
    answer, blob = _in_child(job, deadline_s)
    return judge(answer, zlib.decompress(blob) if blob else b"", blob, last, now)


def _in_child(job: Job, deadline_s: float) -> tuple[Answer, bytes]:
    child = subprocess.Popen(
        [sys.executable, "-m", "appliance.devices.zk_child"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        told, _ = child.communicate(json.dumps(asdict(job)).encode(), timeout=deadline_s)
    except subprocess.TimeoutExpired:
        return Answer(status="waktu_habis", rincian="anak proses dihentikan"), b""
    finally:
        child.kill()
        child.wait()
    head, _, blob = told.partition(b"\n")
    try:
        return Answer(**json.loads(head)), blob
    except (ValueError, TypeError):
        return Answer(status="gagal", rincian=f"anak proses berakhir dengan {child.returncode}"), b""
