"""Reading the network machines by timetable, and one of them at an operator's wish."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from huey import crontab
from huey.exceptions import RetryTask

from appliance import clock
from appliance.box import Box
from appliance.giliran import SudahBerjalan
from appliance.jobs.queue import AGAIN, box, huey
from appliance.jobs.reading import read_in_turn
from appliance.models.jadwal_baca import EVERY, QUIET
from appliance.models.mesin import Mesin, Pembacaan


@huey.periodic_task(crontab(minute="*/5"))
@huey.lock_task("poll")
def poll_due() -> None:
    """Every five minutes: read one after another the machines whose turn it is."""
    with box() as opened:
        for mesin in due(clock.local()):
            read_when_free(mesin, opened)


@huey.task(priority=10)
@huey.lock_task("poll-asked")
def read_now(mesin_id: int) -> None:
    with box() as opened:
        read_asked(Mesin.get_by_id(mesin_id), opened)


def read_when_free(mesin: Mesin, opened: Box) -> None:
    """A large machine waits for the next round while something heavy runs; small ones are read meanwhile."""
    with suppress(SudahBerjalan):
        read_in_turn(mesin, opened)


def read_asked(mesin: Mesin, opened: Box) -> None:
    """As soon as nothing heavy runs: somebody waits for it."""
    try:
        read_in_turn(mesin, opened)
    except SudahBerjalan:
        raise RetryTask(delay=AGAIN) from None


def read_later(mesin_id: int) -> None:
    """Read one machine as soon as the worker is free."""
    read_now(mesin_id)


def due(now: datetime) -> list[Mesin]:
    """Network machines not asked for half an hour, the longest waiting first; none in the busy hours."""
    if any(start <= now.time() <= end for start, end in QUIET):
        return []
    recent = Pembacaan.select(Pembacaan.mesin).where((Pembacaan.jalur == "lan") & (Pembacaan.mulai > now - EVERY))
    there = (Mesin.jalur == "lan") & (Mesin.alamat != "") & Mesin.id.not_in(recent)
    return list(Mesin.select().where(there).order_by(Mesin.kontak))
