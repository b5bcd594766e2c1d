"""Forty superiors approve thirty reports each at the same moment, against the real server on one core."""

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from statistics import median

from appliance.models import Laporan, Pegawai, Penempatan, Pengguna, Persetujuan
from appliance.models.base import db, insert_rows
from appliance.models.jejak import broken
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.sesi import begin
from appliance.models.tandai import open_month
from appliance.rules import bulan as months
from appliance.web.session import COOKIE
from measure.cap import Cap
from measure.morning import _end, _start
from measure.processes import free_port, wait_for
from measure.regency import Size, build
from measure.report import Report
from measure.visitor import Visitor

SUPERIORS, WRITERS, REPORTS = 40, 3, 10  # each superior leads three who wrote ten reports each
SHOWN = re.compile(rb'name="lihat" value="(\d+:[0-9a-f]+)"')


class Superior(Visitor):
    """Opens the inbox, each person's days, and approves all that stands there."""

    def approve_all(self, nips: list[str]) -> None:
        self.ask("inbox", "GET", "/persetujuan")
        for nip in nips:
            page = self.ask("a person's days", "GET", f"/persetujuan/{nip}")
            form = {"semua": "ya", "lihat": [mark.decode() for mark in SHOWN.findall(page)]}
            self.send("ten approved", f"/persetujuan/{nip}/setujui", form, page)


def measure(report: Report, folder: Path, size: Size, now: datetime) -> None:
    """Build the regency and its waiting reports, let all superiors begin at once, check what stands afterwards."""
    build(folder, size)
    open_month(months.of(size.today))
    bring_up_to_date(rak(), now)
    teams = _teams(size, now)
    before = Persetujuan.select().count()
    port = free_port()
    db.close()
    with Cap(512) as cap:
        box = _start("serve", folder, port, 0, cap)
        try:
            wait_for(port, box)
            times, wrong, seconds = _rush(port, teams)
        finally:
            _end(box)
    report.add("errors", len(wrong), "answers", 0)
    for text in sorted(set(wrong))[:5]:
        print(f"<!-- {text} -->", flush=True)
    _tell(report, times, seconds, Persetujuan.select().count() - before)


def _teams(size: Size, now: datetime) -> dict[str, list[str]]:
    """Session cookie of a superior -> NIPs of those who wrote; each of them waits for him only."""
    rows = list(Pegawai.select(Pegawai.id, Pegawai.nip).order_by(Pegawai.id).limit(SUPERIORS * (WRITERS + 1)).tuples())
    bosses, writers = rows[:SUPERIORS], rows[SUPERIORS:]
    day = min(size.today, now.date())
    teams: dict[str, list[str]] = {}
    for nth, (boss, nip) in enumerate(bosses):
        own = writers[nth * WRITERS : (nth + 1) * WRITERS]
        Penempatan.update(nip_atasan=nip).where(Penempatan.pegawai.in_([person for person, _ in own])).execute()
        Penempatan.update(nip_atasan=None).where(Penempatan.pegawai == boss).execute()
        lines = [(person, day - timedelta(days=back), clock_time(8), clock_time(10), "Menyusun rekap", now)
                 for person, _ in own for back in range(REPORTS)]  # fmt: skip
        fields = (Laporan.pegawai, Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.uraian, Laporan.dikirim)
        insert_rows(Laporan, fields, lines)
        account = Pengguna.get(Pengguna.pegawai == boss)
        teams[begin(account.id, now)] = [one for _, one in own]
    return teams


def _rush(port: int, teams: dict[str, list[str]]) -> tuple[list[tuple[str, float]], list[str], float]:
    times: list[tuple[str, float]] = []
    wrong: list[str] = []
    together = threading.Barrier(len(teams))

    def one(token: str, nips: list[str]) -> None:
        visitor = Superior(port, "", "", times)
        visitor.cookies[COOKIE] = token
        together.wait()
        _kept(lambda: visitor.approve_all(nips), wrong)

    crowd = [threading.Thread(target=one, args=item) for item in teams.items()]
    begun = time.perf_counter()
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    return times, wrong, time.perf_counter() - begun


def _kept(work: Callable[[], None], wrong: list[str]) -> None:
    try:
        work()
    except Exception as reason:
        wrong.append(f"{type(reason).__name__}: {reason}")


def _tell(report: Report, times: list[tuple[str, float]], seconds: float, decided: int) -> None:
    waiting = Laporan.select().where(Laporan.status == "menunggu").count()
    report.add("reports approved", decided, "reports")
    report.add("reports still waiting", waiting, "reports", 0)
    report.add("decisions too many or too few", abs(decided - SUPERIORS * WRITERS * REPORTS), "rows", 0)
    report.add("rows of the trail that do not fit", len(list(broken())), "rows", 0)
    report.add("from the first tap to the last answer", seconds, "s")
    by_step = defaultdict(list)
    for step, spent in times:
        by_step[step].append(spent * 1000)
    for step, spent_ms in by_step.items():
        ordered = sorted(spent_ms)
        report.add(f"{step}: p50", median(ordered), "ms")
        report.add(f"{step}: p95", ordered[int(len(ordered) * 0.95)], "ms")
