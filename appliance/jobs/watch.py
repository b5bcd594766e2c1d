"""The worker under watch: what it does is told, and work that fell out of the queue is put back into it."""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

from huey import crontab
from huey.signals import (
    SIGNAL_CANCELED,
    SIGNAL_COMPLETE,
    SIGNAL_ERROR,
    SIGNAL_EXECUTING,
    SIGNAL_INTERRUPTED,
    SIGNAL_LOCKED,
    SIGNAL_RETRYING,
)  # fmt: skip

from appliance import clock
from appliance.exchange.impor import finish_unfinished
from appliance.giliran import Giliran
from appliance.jobs.queue import box, huey
from appliance.jobs.start import put_back
from appliance.kesehatan.pekerjaan import named
from appliance.models import gangguan_disk
from appliance.models.tugas import Tugas, finish

log = logging.getLogger(__name__)
ENDED = (SIGNAL_COMPLETE, SIGNAL_ERROR, SIGNAL_RETRYING, SIGNAL_LOCKED, SIGNAL_CANCELED, SIGNAL_INTERRUPTED)
TRIES = 3  # of a task that ends in an error nobody expected
failures: Counter[int] = Counter()  # by task; a restart counts anew


def tell_by(turn: Giliran) -> None:
    """Let the worker's turn say what it does and since when: a hung job is seen by that."""
    huey.signal(SIGNAL_EXECUTING)(lambda signal, task: turn.tell(named(task.name)))
    huey.signal(*ENDED)(lambda signal, task, *rest: turn.tell())


@huey.signal(SIGNAL_ERROR)
def give_up(signal: str, task: Any, exc: BaseException | None = None) -> None:
    """A task that fails again and again says so on its row. Trouble of the disk does not count: it passes."""
    if not task.name.startswith("run_") or gangguan_disk.of(exc) is not None:
        return
    number = int(task.args[0])
    failures[number] += 1
    if failures[number] >= TRIES:
        with box():
            words = f"Pekerjaan ini {TRIES} kali berhenti karena kesalahan program; rinciannya di catatan pekerja."
            finish(Tugas.get_by_id(number), {}, clock.local(), failed=words)


@huey.periodic_task(crontab(minute="*"))
def put_back_lost() -> None:
    """Every minute: what a full disk or an error took out of the queue goes on. No other job runs meanwhile."""
    with box() as opened:
        huey.flush_locks()  # one that could not be given back on a full disk
        finish_unfinished(opened.data, clock.local(), wait=False)
        put_back()
