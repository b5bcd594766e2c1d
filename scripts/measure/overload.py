"""Ten times the morning: what happens to those inside, to those who do not fit, and how soon it is over."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from appliance.models import Laporan, Pengguna
from appliance.models.base import db
from appliance.models.sesi import begin
from appliance.settings import Settings
from appliance.web.app import create_app
from appliance.web.csrf import _sign
from appliance.web.session import COOKIE
from measure.cap import Cap
from measure.morning import MEMORY, _end, _prepare, _start
from measure.processes import ROOT, free_port, wait_for
from measure.regency import Size
from measure.report import Report

MORNING = 5000 * 6 / 900  # requests a second: 5,000 people, six requests each, a quarter of an hour
BEFORE, DURING, AFTER = 20, 45, 75  # seconds
PEOPLE = 1200
SLICE = 5  # seconds over which a p95 is taken when the end is looked for


def measure(report: Report, folder: Path, size: Size, now: datetime, times: float) -> None:
    _prepare(folder, size, now)
    people = visitors(folder, now)
    plan = [[MORNING, BEFORE], [MORNING * times, DURING], [MORNING, AFTER]]
    port, cores = free_port(), sorted(os.sched_getaffinity(0))
    with Cap(MEMORY) as cap:
        box = _start("serve", folder, port, cores[0], cap)
        try:
            wait_for(port, box)
            told = {"port": port, "cores": cores[1:], "plan": plan, "people": people, "from": 1,
                    "day": (now - timedelta(days=1)).date().isoformat()}  # fmt: skip
            done = subprocess.run(
                [sys.executable, "-m", "measure.rush"], input=json.dumps(told), capture_output=True, text=True,
                check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}"},
            )  # fmt: skip
        finally:
            _end(box)
    outcome = json.loads(done.stdout)
    _tell(report, outcome["found"], times)
    db.connect(reuse_if_open=True)
    stored = [row.uraian for row in Laporan.select(Laporan.uraian).where(Laporan.uraian.startswith("laporan ke-"))]
    report.add("reports acknowledged", len(outcome["kept"]), "reports")
    report.add("acknowledged and not there", len(set(outcome["kept"]) - set(stored)), "reports", 0)
    report.add("there twice", len(stored) - len(set(stored)), "reports", 0)


def visitors(folder: Path, now: datetime) -> list[list[str]]:
    """Cookie and form token of people who are signed in."""
    app, found = create_app(Settings(data=folder)), []
    db.connect(reuse_if_open=True)
    with app.app_context(), db.atomic():
        for account in Pengguna.select().where(Pengguna.pegawai.is_null(is_null=False)).limit(PEOPLE):
            token = begin(account.id, now)
            found.append([f"{COOKIE}={token}", _sign(token)])
    db.close()
    return found


def _tell(report: Report, found: list, times: float) -> None:
    end = BEFORE + DURING
    phases = {"before": (0, BEFORE), f"at {times:g} times": (BEFORE, end), "after": (end, end + AFTER)}
    for name, (first, last) in phases.items():
        here = [one for one in found if first <= one[0] < last]
        inside = sorted(seconds * 1000 for _, _, status, seconds in here if status in (200, 303))
        out = sorted(seconds * 1000 for _, _, status, seconds in here if status == 503)
        report.add(f"{name}: asked", len(here) / (last - first), "requests/s")
        report.add(f"{name}: served", len(inside) / (last - first), "requests/s")
        report.add(f"{name}: p95 of those served", p95(inside), "ms", 500)
        report.add(f"{name}: told 503 with words", len(out), "answers")
        report.add(f"{name}: p95 until they were told", p95(out), "ms")
        report.add(f"{name}: no answer, or another", len(here) - len(inside) - len(out), "answers", 0)
    report.add("after the end of it p95 under 500 ms within", again(found, end, AFTER), "s", 60)


def again(found: list, end: float, looked: int) -> int:
    """Seconds after the end until every slice of the seconds looked at is under 500 ms and each answer is the page."""
    good = looked
    for start in range(looked - SLICE, -1, -SLICE):
        here = [one for one in found if end + start <= one[0] < end + start + SLICE]
        if any(one[2] not in (200, 303) for one in here) or p95(sorted(one[3] * 1000 for one in here)) >= 500:
            break
        good = start
    return good


def p95(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.95)] if ordered else 0.0
