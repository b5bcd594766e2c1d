"""`scripts/bench [--rows N] [--people N]`: one regency in a temporary folder, measured from page to paper.

`--morning [--minutes M] [--come N]` instead: all people, or N of them, sign in and write a report within that time.
`--overload [TIMES]` instead: ten times the morning's rate, and how soon it is quick again afterwards.
`--causes` instead: what a killed process and a full disk do, and how soon it is quick again.
`--soak [--minutes M]` instead: an hour of everything behind nginx, under 512 MB and on one core.
`--approvals` instead: 40 superiors approve 30 reports each at the same moment.
`--backup [--database-mb N] [--evidence-mb N]` instead: copies, and a wiped box that serves again.
"""

import argparse
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from appliance import clock
from appliance.models import Opd, Pengguna, Presensi
from appliance.models.base import db
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.penguncian import lock_offices
from appliance.models.penilaian import judge_dirty
from appliance.models.peraturan import rak
from appliance.models.sesi import begin
from appliance.models.tandai import open_month
from appliance.rules import bulan as months
from appliance.settings import Settings
from appliance.web.app import create_app
from appliance.web.compiled import warm
from appliance.web.session import COOKIE
from measure import (
    approvals,
    backup,
    causes,
    device,
    migrations,
    morning,
    overload,
    papers,
    processes,
    soak,
    this_month,
)
from measure.bare import bare_app
from measure.pages import bare_cookies, browser, cpu_ms, measure
from measure.regency import Size, build, leaders
from measure.report import Report, cpu


def main() -> None:
    options = _options()
    report = Report()
    folder = Path(tempfile.mkdtemp(prefix="ekinerja-ukur-"))
    now = clock.local().replace(microsecond=0)
    size = Size(options.people, options.rows, now.date())
    print(f"{now:%Y-%m-%d}: {size.people:,} people, {size.rows:,} punches asked for, month {size.month}\n", flush=True)
    report.title()
    try:
        if options.approvals:
            approvals.measure(report, folder, size, now)
        elif options.overload:
            overload.measure(report, folder, size, now, options.overload)
        elif options.causes:
            causes.measure(report, folder, size, now)
        elif options.backup:
            backup.measure(report, folder, size, now, options)
        elif options.soak:
            soak.measure(report, folder, size, now, options.minutes or 60)
        elif options.morning:
            morning.measure(report, folder, size, now, options.minutes or 15, options.come)
        else:
            _work(report, folder, size, now)
            _pages(report, folder, size, now)
            device.read(report, folder)
            migrations.measure(report, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\nOver the target: " + (", ".join(report.over) or "nothing"))


def _work(report: Report, folder: Path, size: Size, now: datetime) -> None:
    """Building, judging and locking, each as one figure."""
    with cpu() as spent:
        who = build(folder, size)
    report.add("making the regency", spent.cpu, "s CPU")
    report.add("punches in it", Presensi.select().count(), "rows")
    open_month(size.month)
    with cpu() as spent:
        days = judge_dirty(rak())
    report.add(f"judging {days:,} days, one month of all", spent.cpu, "s CPU", 30)
    with cpu() as spent:
        bring_up_to_date(rak(), now)
    report.add("estimates of one month of all", spent.cpu, "s CPU")
    with cpu() as spent:
        outcome = lock_offices(size.month, list(Opd.select()), who)
    report.add(f"computing and locking {sum(o.orang for o in outcome):,} people", spent.cpu, "s CPU", 10)
    papers.measure(report, folder, size.month)
    this_month.write(size)
    open_month(months.of(size.today))
    bring_up_to_date(rak(), now)


def _pages(report: Report, folder: Path, size: Size, now: datetime) -> None:
    """The bare page first: all others are told as multiples of it."""
    people = list(range(7, size.people, max(1, size.people // 60)))[:60]
    bare = bare_app(months.first(size.month))
    ask = browser(bare, "/", bare_cookies(bare, people))
    (report.bare_ms,) = cpu_ms(ask)
    report.add("bare Flask + Peewee page: CPU", report.bare_ms, "ms CPU")
    report.add("bare Flask + Peewee page: HTML", len(ask(5)[1]) / 1024, "KB")
    cookies = _cookies(people, now)
    app = create_app(Settings(data=folder))
    warm(app)
    paths = _paths(size)
    for name, path in paths.items():
        measure(report, ask, app, name, path, cookies)
    leading = _cookies(leaders(size)[:60], now)
    superiors = {
        "Persetujuan, ten people wait": "/persetujuan", "Tim hari ini": "/persetujuan/tim", "Bawahan": "/bawahan",
    }  # fmt: skip
    for name, path in superiors.items():
        measure(report, ask, app, name, path, leading)
    db.close()
    processes.server(report, folder, list(paths.values()), cookies)
    processes.worker(report, folder)


def _cookies(people: list[int], now: datetime) -> list[str]:
    """A session of each of them."""
    accounts = {a.pegawai_id: a.id for a in Pengguna.select().where(Pengguna.pegawai.in_(people))}
    return [f"{COOKIE}={begin(accounts[person], now)}" for person in people]


def _paths(size: Size) -> dict[str, str]:
    """What everybody opens."""
    running, last = months.of(size.today), next(day for day in reversed(size.workdays) if day < size.today)
    return {
        "Beranda": "/",
        "Kehadiran": f"/kehadiran/{size.month}",
        "TPP, locked month": f"/tpp/{size.month}",
        "TPP, estimate": f"/tpp/{running}",
        "Laporan, running month": "/laporan",
        "Laporan, last month": f"/laporan/{size.month}",
        "Laporan, a day": f"/laporan/{last.isoformat()}",
        "Laporan, form": "/laporan/baru",
        "SKP": f"/skp/{running}",
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--rows", type=int, default=2_000_000, help="punches")
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--morning", action="store_true", help="everybody comes at once and writes a report")
    parser.add_argument("--approvals", action="store_true", help="40 superiors approve 30 reports each at once")
    parser.add_argument("--overload", type=float, nargs="?", const=10, help="so many times the morning's rate; else 10")
    parser.add_argument("--causes", action="store_true", help="killed processes, a full disk")
    parser.add_argument("--backup", action="store_true", help="copies, and a wiped box that serves again")
    parser.add_argument("--database-mb", type=int, default=1500)
    parser.add_argument("--evidence-mb", type=int, default=3000)
    parser.add_argument("--restore-only", action="store_true", help="of the backup only the first copy and the restore")
    parser.add_argument("--soak", action="store_true", help="an hour of everything at once")
    parser.add_argument("--minutes", type=float, help="within which they come, or that the soak lasts")
    parser.add_argument("--come", type=int, help="how many of the people come; else all")
    return parser.parse_args()


main()
