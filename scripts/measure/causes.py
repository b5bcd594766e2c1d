"""At the morning's rate: what people notice of a killed process and a full disk, and how soon it is quick again."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from appliance.models import Laporan
from appliance.models.base import db
from measure.cap import Cap
from measure.morning import MEMORY, _end, _prepare, _start
from measure.overload import MORNING, again, p95, visitors
from measure.processes import ROOT, free_port, wait_for
from measure.regency import Size
from measure.report import Report

LASTS, CALM = 10, 25  # seconds of each cause, and after it
DISK = 600  # MB of the disk that fills
RESTART = {"serve": 2, "work": 5}  # seconds after which systemd starts anew what died (image-build/units)


class Box:
    """Web and worker on one core under the limit; each cause is a method that takes its seconds."""

    def __init__(self, folder: Path, core: int, cap: Cap) -> None:
        self.folder, self.core, self.cap, self.port = folder, core, cap, free_port()
        self.running = {verb: _start(verb, folder, self.port, core, cap) for verb in ("serve", "work")}
        wait_for(self.port, self.running["serve"])

    def _killed(self, verb: str) -> None:
        os.killpg(self.running[verb].pid, signal.SIGKILL)
        self.running[verb].wait()
        time.sleep(RESTART[verb])
        self.running[verb] = _start(verb, self.folder, self.port, self.core, self.cap)

    def web_killed(self) -> None:
        self._killed("serve")

    def worker_killed(self) -> None:
        self._killed("work")

    def second_worker(self) -> None:
        second = _start("work", self.folder, self.port, self.core, self.cap)
        time.sleep(LASTS)
        _end(second)

    def disk_full(self) -> None:
        filler = self.folder / "penuh"
        with contextlib.suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"\0" * 2**20)
        time.sleep(LASTS)
        filler.unlink()

    def end(self) -> None:
        for process in self.running.values():
            _end(process)


def measure(report: Report, folder: Path, size: Size, now: datetime) -> None:
    with small_disk(folder), Cap(MEMORY) as cap:
        _prepare(folder, size, now)
        people, cores = visitors(folder, now), sorted(os.sched_getaffinity(0))
        box = Box(folder, cores[0], cap)
        acts = {"web process killed": box.web_killed, "worker killed": box.worker_killed,
                "a second worker started": box.second_worker, "disk full": box.disk_full}  # fmt: skip
        try:
            outcome, ends = _play(box, list(acts.values()), people, cores, now)
        finally:
            box.end()
        _tell(report, list(acts), outcome["found"], ends)
        db.connect(reuse_if_open=True)
        stored = [row.uraian for row in Laporan.select(Laporan.uraian).where(Laporan.uraian.startswith("laporan ke-"))]
        db.close()
    report.add("reports acknowledged", len(outcome["kept"]), "reports")
    report.add("acknowledged and not there", len(set(outcome["kept"]) - set(stored)), "reports", 0)
    report.add("there twice", len(stored) - len(set(stored)), "reports", 0)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Needs root: a disk in memory, which a file can fill."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def _play(box: Box, acts: list[Callable[[], None]], people: list[list[str]], cores: list[int],
          now: datetime) -> tuple[dict, list[tuple[float, float]]]:  # fmt: skip
    """The crowd's outcome, and when each cause began and ended, in seconds of the crowd."""
    told = {"port": box.port, "cores": cores[1:], "plan": [[MORNING, CALM + len(acts) * (LASTS + CALM)]],
            "people": people, "from": 1, "day": (now - timedelta(days=1)).date().isoformat()}  # fmt: skip
    crowd = subprocess.Popen(
        [sys.executable, "-m", "measure.rush"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}"},
    )  # fmt: skip
    ends: list[tuple[float, float]] = []

    def causes() -> None:
        begun = time.monotonic()
        for nth, act in enumerate(acts):
            time.sleep(max(0.0, begun + CALM + nth * (LASTS + CALM) - time.monotonic()))
            at = time.monotonic() - begun
            act()
            ends.append((at, time.monotonic() - begun))

    player = threading.Thread(target=causes)
    player.start()
    outcome = json.loads(crowd.communicate(json.dumps(told))[0])
    player.join()
    return outcome, ends


def _tell(report: Report, names: list[str], found: list, ends: list[tuple[float, float]]) -> None:
    calm = sorted(seconds * 1000 for at, _, status, seconds in found if at < CALM and status in (200, 303))
    report.add("before: p95", p95(calm), "ms", 500)
    for name, (begun, end) in zip(names, ends, strict=True):
        here = [status for at, _, status, _ in found if begun <= at < end]
        report.add(f"{name}: seconds of it", end - begun, "s")
        report.add(f"{name}: served meanwhile", sum(status in (200, 303) for status in here), "answers")
        report.add(f"{name}: told in words that it cannot be now", sum(status >= 500 for status in here), "answers")
        report.add(f"{name}: no answer", sum(status == 0 for status in here), "answers")
        report.add(f"{name}: p95 under 500 ms again within", again(found, end, CALM - 5), "s", 60)
