"""Eight in the morning: everybody signs in, sees Beranda, writes a report with a photo, in a quarter of an hour.

The real `ekinerja serve` and `ekinerja work` share one core and 512 MB; the crowd has the other core.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from statistics import median

from appliance.models import Pengguna
from appliance.models.base import db
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.sandi import hash_password
from appliance.models.tandai import open_month
from appliance.rules import bulan as months
from measure.cap import Cap
from measure.processes import COMMAND, ROOT, free_port, pss_mb, wait_for
from measure.regency import Size, build
from measure.report import Report
from measure.steps import tell_steps

PASSWORD = "kapal layar biru 27"
MEMORY = 512  # MB for everything


def measure(report: Report, folder: Path, size: Size, now: datetime, minutes: float, come: int | None) -> None:
    """Build the regency, let the morning happen, say what it cost."""
    nips = _prepare(folder, size, now)[:come]
    report.add("people of the morning", len(nips), "people")
    report.add("minutes in which they arrive", minutes, "min")
    port, cores = free_port(), sorted(os.sched_getaffinity(0))
    with Cap(MEMORY) as cap:
        box = [_start(verb, folder, port, cores[0], cap) for verb in ("serve", "work")]
        try:
            wait_for(port, box[0])
            before = sum(_cpu(process.pid) for process in box)
            found, samples = _watch(box, lambda: _crowd(port, cores[1:], nips, size, minutes))
            spent = sum(_cpu(process.pid) for process in box) - before
        finally:
            for process in box:
                _end(process)
        report.add("CPU of the box for one person", spent * 1000 / len(nips), "ms")
        report.add("share of the core that it took", 100 * spent / found["seconds"], "%")
        report.add("memory held to 512 MB by a control group", int(cap.holds), "1 = yes", None)
        tell_steps(report, found)
        _memory(report, samples, cap)


def _prepare(folder: Path, size: Size, now: datetime) -> list[str]:
    """People, punches, this month judged and estimated, and one password for all."""
    build(folder, size)
    open_month(months.of(size.today))
    bring_up_to_date(rak(), now)
    Pengguna.update(sandi=hash_password(PASSWORD), diaktifkan=now).execute()
    nips = [str(row.nama_masuk) for row in Pengguna.select().where(Pengguna.pegawai.is_null(is_null=False))]
    db.close()
    return nips


def _start(verb: str, folder: Path, port: int, core: int, cap: Cap) -> subprocess.Popen[bytes]:
    chosen = {"EKINERJA_DATA": str(folder), "EKINERJA_PORT": str(port)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EKINERJA_")}

    def settle() -> None:
        os.sched_setaffinity(0, {core})
        cap.enter(os.getpid())
        with contextlib.suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, -10)  # the core is the box's own, whoever else uses this machine

    return subprocess.Popen(
        [*COMMAND, verb], cwd=ROOT, env=kept | chosen, stdout=subprocess.DEVNULL, preexec_fn=settle,
        start_new_session=True,
    )  # fmt: skip


def _crowd(port: int, cores: list[int], nips: list[str], size: Size, minutes: float, *, tls: bool = False) -> dict:
    told = {"port": port, "cores": cores, "password": PASSWORD, "today": size.today.isoformat(), "nips": nips,
            "minutes": minutes, "tls": tls}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "measure.crowd"], input=json.dumps(told), capture_output=True, text=True, check=True,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}"},
    )  # fmt: skip
    return json.loads(done.stdout)


def _watch(box: list[subprocess.Popen[bytes]], work) -> tuple[dict, list[float]]:
    """What `work` gives, and the PSS of both processes every two seconds meanwhile."""
    over, samples = threading.Event(), []

    def look() -> None:
        while not over.wait(2):
            samples.append(sum(pss_mb(process.pid) for process in box))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        return work(), samples
    finally:
        over.set()
        watcher.join()


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(report: Report, samples: list[float], cap: Cap) -> None:
    """The last third against the second: what keeps growing would show."""
    third = len(samples) // 3
    if third < 3:
        return
    second, last = median(samples[third : 2 * third]), median(samples[2 * third :])
    report.add("PSS of all, second third", second, "MB")
    report.add("PSS of all, last third", last, "MB", second * 1.05)
    report.add("PSS of all, most", max(samples), "MB", MEMORY)
    if cap.holds:
        report.add("control group: most, with the file cache, which takes what is free", cap.most_mb(), "MB")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
