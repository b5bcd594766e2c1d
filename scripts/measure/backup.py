"""A night and a bad day: the first copy, the next one, the weekly one, and a wiped box that serves again."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from appliance.models import Opd
from appliance.models.base import db
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.penguncian import lock_offices
from appliance.models.penilaian import judge_dirty
from appliance.models.peraturan import rak
from appliance.models.tandai import open_month
from measure.regency import Size, build
from measure.report import Report

PHOTO = 100 * 1024  # bytes of one evidence file
TARGET = 30 * 60  # seconds from a new machine to people signing in


def measure(report: Report, folder: Path, size: Size, now: datetime, options: argparse.Namespace) -> None:
    """All in `folder`, which holds about five times the data for a while."""
    data, usb = folder / "data", folder / "usb"
    data.mkdir()
    usb.mkdir()
    _fill(data, size, now, options.database_mb, options.evidence_mb)
    report.add("database", (data / "ekinerja.db").stat().st_size / 2**20, "MB")
    report.add("evidence", options.evidence_mb, "MB")
    box = _Box(data, usb)
    said = _timed(report, "making a place ready", lambda: box.run("cadangan", "siapkan", usb))
    code = re.search(r"^ +(\S{35})$", said, re.MULTILINE)
    assert code is not None, said
    (folder / "kode").write_text(code[1])
    _timed(report, "first night: copy", lambda: box.run("backup", usb))
    report.add("most memory of a child", box.peak_mb(), "MB")
    _timed(report, "later night: copy", lambda: box.run("backup", usb))
    _timed(report, "weekly: sealed copy, rotation, check", lambda: box.run("backup", usb, "--mingguan"))
    _timed(report, "monthly: trial restore with verify", lambda: box.run("cadangan", "uji"))
    report.add("on the disk", _bytes(usb) / 2**20, "MB")
    shutil.rmtree(data)
    began = time.monotonic()
    _timed(report, "restore with proof", lambda: box.run("restore", usb, "--kode-dari", folder / "kode", "--ya"))
    _timed(report, "start until /sehat answers", box.serve)
    report.add("from the wiped box to the sign-in page", time.monotonic() - began, "s", TARGET)
    _timed(report, "verify of the locked month once more", lambda: box.run("verify", size.month, "--jejak"))


def _fill(data: Path, size: Size, now: datetime, database: int, evidence: int) -> None:
    who = build(data, size)
    open_month(size.month)
    judge_dirty(rak())
    bring_up_to_date(rak(), now)
    lock_offices(size.month, list(Opd.select()), who)
    db.execute_sql("CREATE TABLE IF NOT EXISTS ukuran_isi (isi BLOB)")  # years of rows, as far as size goes
    while (data / "ekinerja.db").stat().st_size < database * 2**20:
        with db.atomic():
            for _ in range(100):
                db.execute_sql("INSERT INTO ukuran_isi VALUES (?)", (os.urandom(100_000) + bytes(150_000),))
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    for nth in range(evidence * 2**20 // PHOTO):
        path = data / "bukti" / f"{nth % 256:02x}" / f"{nth:064x}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(os.urandom(PHOTO))


class _Box:
    def __init__(self, data: Path, usb: Path) -> None:
        port = {"EKINERJA_PORT": "22090", "EKINERJA_HOST": "127.0.0.1"}
        self.environment = {**os.environ, "EKINERJA_DATA": str(data), "EKINERJA_CADANGAN": str(usb), **port}
        self.most = 0

    def run(self, *words: str | Path) -> str:
        command = [sys.executable, "-P", "-m", "appliance.cli", *map(str, words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        return done.stdout

    def peak_mb(self) -> float:
        """The most that one of our processes, or of theirs, has held so far."""
        import resource

        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    def serve(self) -> str:
        import urllib.request

        server = subprocess.Popen([sys.executable, "-P", "-m", "appliance.cli", "serve"], env=self.environment)
        try:
            for _ in range(600):
                try:
                    answer = urllib.request.urlopen("http://127.0.0.1:22090/sehat", timeout=5).read()
                    return str(answer, "ascii")
                except OSError:
                    time.sleep(0.2)
            raise SystemExit("the server does not answer")
        finally:
            server.terminate()
            server.wait()


def _timed(report: Report, name: str, work: Callable[[], str]) -> str:
    began = time.monotonic()
    said = work()
    report.add(name, time.monotonic() - began, "s")
    return said


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
