"""`ekinerja work`: the job worker."""

from __future__ import annotations

import argparse
import logging

from appliance.commands import here
from appliance.models.base import db


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("work", help="menjalankan pekerja latar: membaca mesin, menilai hari, mengunci bulan")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    from huey.consumer import Consumer

    from appliance.jobs import approve, cadangan, judge, poll, start  # noqa: F401 - importing a job registers it
    from appliance.jobs.queue import huey

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    here()
    db.close()
    huey.flush_locks()
    start.recover()
    print("Pekerja latar berjalan.", flush=True)
    Consumer(huey, workers=1, periodic=True, initial_delay=0.1, max_delay=2.0, check_worker_health=True).run()
