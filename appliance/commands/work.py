"""`ekinerja work`: the job worker."""

from __future__ import annotations

import argparse
import logging
import sys

from appliance import keadaan_kotak, settings
from appliance.commands import Refused, after_a_fall, here, sole
from appliance.models import gangguan_disk
from appliance.models.base import db


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("work", help="menjalankan pekerja latar: membaca mesin, menilai hari, mengunci bulan")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    from huey.consumer import Consumer

    from appliance.jobs import approve, bukti_dukung, cadangan, judge, kesehatan, poll, rutin, sisa, watch  # noqa: F401
    from appliance.jobs.queue import huey
    from appliance.kesehatan.jantung import Jantung

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    box = here()
    db.close()
    with sole(box.data, "work") as turn:
        refuse_damaged(after_a_fall(box.data, turn))
        watch.tell_by(turn)
        huey.flush_locks()
        with Jantung("pekerja", rutin.carry):
            recover()
            print("Pekerja latar berjalan.", flush=True)
            Consumer(huey, workers=1, periodic=True, initial_delay=0.1, max_delay=2.0, check_worker_health=True).run()


def refuse_damaged(damage: list[str]) -> None:
    """Nothing is judged, computed or locked from a file that is damaged."""
    if damage:
        raise Refused([f"Berkas data rusak. {gangguan_disk.RUSAK.perbuatan}", *damage])


def recover() -> None:
    """A disk that is full or locked keeps nothing from starting: what could not be done is done once there is room."""
    from appliance.jobs import start

    try:
        start.recover()
    except Exception as error:
        trouble = keadaan_kotak.trouble(error, settings.load().data)
        if trouble is None or trouble is gangguan_disk.RUSAK:
            raise
        print(f"{trouble.kata} {trouble.perbuatan}", file=sys.stderr, flush=True)
