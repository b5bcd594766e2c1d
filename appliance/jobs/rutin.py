"""Whether the timetable was kept: noted in memory as jobs begin and end, written once a minute with the heartbeat.

What was due while the worker was off is found at its next start, so a night without power shows on the health page.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

from huey import signals
from huey.api import PeriodicTask

from appliance import clock
from appliance.jobs.queue import huey
from appliance.kesehatan.gangguan import look
from appliance.models import pekerjaan_rutin

BACK = timedelta(days=2)  # how far missed turns are looked for
_lock = threading.Lock()
_runs: dict[str, dict[str, Any]] = {}
_looked: list[datetime] = []


@huey.signal(signals.SIGNAL_EXECUTING)
def began(_: str, task: Any) -> None:
    if isinstance(task, PeriodicTask):
        _note(task.name, mulai=clock.local(), detak=clock.monotonic())


@huey.signal(signals.SIGNAL_COMPLETE)
def ended(_: str, task: Any) -> None:
    if isinstance(task, PeriodicTask):
        _note(task.name, selesai=clock.local(), galat="", lama=_since(task.name))


@huey.signal(signals.SIGNAL_ERROR)
def failed(_: str, task: Any, error: BaseException | None = None) -> None:
    if isinstance(task, PeriodicTask):
        _note(task.name, selesai=clock.local(), galat=type(error).__name__, lama=_since(task.name))


def _note(nama: str, **values: Any) -> None:
    with _lock:
        _runs.setdefault(nama, {}).update(values)


def _since(nama: str) -> int:
    begun = _runs.get(nama, {}).get("detak")
    return int((clock.monotonic() - begun) * 1000) if begun is not None else 0


def carry() -> None:
    """What goes along with the worker's heartbeat: the timetable, and a look at the lines."""
    now = clock.local()
    keep_timetable(now, huey._get_timestamp())
    look(now)


def keep_timetable(now: datetime, moment: datetime) -> None:
    """Write what ran and what was due by now. `moment` is now as the queue counts, in UTC."""
    tasks = {task.name: task for task in huey._registry.periodic_tasks}
    known = pekerjaan_rutin.last_due() if not _looked else {}
    found: dict[str, dict[str, Any]] = {name: {} for name in tasks}
    for name, task in tasks.items():
        since = _looked[0] if _looked else moment - min(BACK, max(timedelta(minutes=1), now - known.get(name, now)))
        due = _last_due(task, since, moment)
        if due is not None:
            found[name]["giliran"] = (now - (moment - due) + timedelta(seconds=1)).replace(second=0, microsecond=0)
    with _lock:
        for name, values in _runs.items():
            found.setdefault(name, {}).update({key: values[key] for key in values if key != "detak"})
    pekerjaan_rutin.keep({name: values for name, values in found.items() if values})
    if not _looked:
        pekerjaan_rutin.forget(set(tasks))
    _looked[:] = [moment]


def _last_due(task: Any, since: datetime, until: datetime) -> datetime | None:
    """The last whole minute after `since` at which the task had to run."""
    minute = until.replace(second=0, microsecond=0)
    while minute > since:
        if task.validate_datetime(minute):
            return minute
        minute -= timedelta(minutes=1)
    return None
