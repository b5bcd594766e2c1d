"""An hour of everything under 512 MB and one core: nginx, web and worker carry the morning of all people, a
finalisation with its papers, a night's reading and two backups, while people look at their pages throughout.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from appliance.models import Laporan, Mesin, Opd, Pengguna, Penutupan, Presensi, Tugas
from appliance.models.base import db
from appliance.models.jejak import Pelaku
from appliance.models.sesi import begin
from appliance.rules import bulan as months
from appliance.web.session import COOKIE
from measure.cap import Cap
from measure.front import Front
from measure.machines import Machines
from measure.morning import MEMORY, _crowd, _end, _memory, _prepare
from measure.processes import COMMAND, ROOT, pss_mb
from measure.regency import Size
from measure.report import Report
from measure.steps import tell_steps
from measure.visitor import TEXT

MORNING, LOCK, READ, BACKUP, AGAIN = 0.25, 0.3, 0.5, 0.65, 0.85  # of the whole time: when each begins (the first: ends)


class Box:
    """What runs under the limit, each process on the box's one core."""

    def __init__(self, folder: Path, core: int, cap: Cap) -> None:
        self.folder, self.core, self.cap, self.running = folder, core, cap, list[subprocess.Popen[bytes]]()
        self.front = Front()

    def settle(self) -> None:
        os.sched_setaffinity(0, {self.core})
        self.cap.enter(os.getpid())
        with contextlib.suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, -10)

    def ekinerja(self, *words: str) -> subprocess.Popen[bytes]:
        chosen = {"EKINERJA_DATA": str(self.folder), "EKINERJA_SOKET": str(self.front.socket)}
        process = subprocess.Popen(
            [*COMMAND, *words], cwd=ROOT, env=os.environ | chosen, stdout=subprocess.DEVNULL, preexec_fn=self.settle,
            start_new_session=True,
        )  # fmt: skip
        self.running.append(process)
        return process

    def start(self) -> None:
        for verb in ("serve", "work"):
            self.ekinerja(verb)
        while not self.front.socket.exists():
            time.sleep(0.1)
        self.running.append(self.front.start(self.settle))

    def pss(self) -> float:
        alive = [process.pid for process in self.running if process.poll() is None]
        found = 0.0
        for pid in alive:
            with contextlib.suppress(OSError):  # a child that ended while it was looked at
                found += pss_mb(pid)
        return found

    def end(self) -> None:
        for process in reversed(self.running):
            _end(process)
        self.front.remove()


def measure(report: Report, folder: Path, size: Size, now: datetime, minutes: float) -> None:
    """Build the regency, run the hour, say what it cost."""
    nips, seconds, cores = _prepare(folder, size, now), minutes * 60, sorted(os.sched_getaffinity(0))
    os.environ["EKINERJA_DATA"] = str(folder)  # where this process enqueues
    report.add("minutes of it", minutes, "min")
    with Cap(MEMORY) as cap, Machines(6) as machines:
        box = Box(folder, cores[0], cap)
        try:
            box.start()
            told = {
                "port": box.front.port, "cores": cores[1:], "cookies": _cookies(now), "seconds": seconds,
                "paths": ["/", f"/kehadiran/{size.month}", f"/tpp/{months.of(size.today)}"], "each_second": 2,
            }  # fmt: skip
            day = Day(report, box, size, machines, now)
            samples, looked, crowd = _run(day, told, nips, minutes)
        finally:
            box.end()
        report.add("memory held to 512 MB by a control group", int(cap.holds), "1 = yes")
        for name, found in (("looking all the hour", looked), ("morning", crowd)):
            tell_steps(report, found, name)
        _whole(report, crowd["reports"], size, day)
        _memory(report, samples, cap)


def _run(day: "Day", told: dict, nips: list[str], minutes: float) -> tuple[list[float], dict, dict]:
    results: dict[str, dict] = {}
    begun, over, samples = time.monotonic(), threading.Event(), list[float]()

    def sample() -> None:
        while not over.wait(2):
            samples.append(day.box.pss())

    def look() -> None:
        results["steady"] = _steady(told)

    def morning() -> None:
        results["crowd"] = _crowd(told["port"], told["cores"], nips, day.size, minutes * MORNING, tls=True)

    threads = [threading.Thread(target=work) for work in (look, morning)]
    watcher = threading.Thread(target=sample)
    for thread in (watcher, *threads):
        thread.start()
    for at, work in ((LOCK, day.lock), (READ, day.read), (BACKUP, day.backup), (AGAIN, day.backup)):
        time.sleep(max(0.0, begun + at * told["seconds"] - time.monotonic()))
        work()
    for thread in threads:
        thread.join()
    over.set()
    watcher.join()
    return samples, results["steady"], results["crowd"]


def _whole(report: Report, acknowledged: int, size: Size, day: "Day") -> None:
    """Against the database at the end: of what was acknowledged nothing is gone and nothing stands twice."""
    written = Laporan.select().where((Laporan.tanggal == size.today) & (Laporan.uraian == TEXT))
    people = written.select(Laporan.pegawai).distinct().count()
    report.add("reports lost", max(0, acknowledged - people), "reports", 0)
    report.add("reports twice", written.count() - people, "reports", 0)
    report.add("punches lost or twice", abs(day.entered() - day.machines.records), "rows", 0)
    db.close()


class Day:
    """What the box does beside answering people, each with a line of what came of it."""

    def __init__(self, report: Report, box: Box, size: Size, machines: Machines, now: datetime) -> None:
        self.report, self.box, self.size, self.machines = report, box, size, machines
        self.who, self.before = Pelaku(None, "pengukur", "baris perintah", now), Presensi.select().count()

    def entered(self) -> int:
        """Punches that were not there at the start."""
        return Presensi.select().count() - self.before

    def lock(self) -> None:
        from appliance.jobs.close import lock_later
        from appliance.jobs.documents import print_later

        with _timed(self.report, "finalisation of all offices"):
            self.wait(lock_later(self.size.month, [o.id for o in Opd.select()], self.who))
        with _timed(self.report, "three payment lists"):
            closings = list(Penutupan.select().order_by(Penutupan.orang.desc()).limit(3))
            for closing in closings:
                self.wait(print_later(closing.id, "daftar", None, self.who))

    def wait(self, tugas: Tugas) -> None:
        while tugas.keadaan not in ("selesai", "gagal"):
            time.sleep(1)
            tugas = Tugas.get_by_id(tugas.id)
        self.report.add(f"{tugas.jenis} failed", int(tugas.keadaan == "gagal"), "tasks", 0)

    def read(self) -> None:
        from appliance.jobs.poll import read_later

        with _timed(self.report, "reading the machines of a night"):
            for nth, port in enumerate(self.machines.ports, 1):
                Mesin.update(jalur="lan", alamat="127.0.0.1", port=port).where(Mesin.id == nth).execute()
                read_later(nth)
            while self.entered() < self.machines.records:
                time.sleep(1)
        self.report.add("punches that came in", self.entered(), "rows")

    def backup(self) -> None:
        place = self.box.folder.with_name(f"{self.box.folder.name}-cadangan")
        place.mkdir(exist_ok=True)
        with _timed(self.report, "backup"):
            ended = self.box.ekinerja("backup", str(place)).wait()
        self.report.add("backup failed", int(ended != 0), "runs", 0)


@contextlib.contextmanager
def _timed(report: Report, name: str):
    begun = time.monotonic()
    yield
    report.add(name, time.monotonic() - begun, "s")


def _cookies(now: datetime) -> list[str]:
    with db.connection_context():
        accounts = Pengguna.select(Pengguna.id).where(Pengguna.pegawai.is_null(is_null=False)).limit(200)
        return [f"{COOKIE}={begin(account.id, now)}" for account in accounts]


def _steady(told: dict) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "measure.steady"], input=json.dumps(told), capture_output=True, text=True, check=True,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}"},
    )  # fmt: skip
    return json.loads(done.stdout)
