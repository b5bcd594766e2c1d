"""The heartbeat of a service: that it lives, since when, and what its silence before this start meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from peewee import IntegerField, TextField

from appliance.models.base import Record, WaktuField, db
from appliance.models.gangguan_kotak import enter

LAYANAN = ("web", "pekerja")
EVERY = 60  # seconds between two beats
SILENT = timedelta(minutes=3)  # a service that did not beat for so long does not work
SHORT = timedelta(minutes=1)  # an orderly restart within it is no outage


class Denyut(Record):
    """`nyala` names the machine's present start (boot id); `berhenti` is set by an orderly stop, never by a crash."""

    layanan = TextField(unique=True)
    mulai = WaktuField()
    kapan = WaktuField()
    berhenti = WaktuField(null=True)
    nyala = TextField()
    pid = IntegerField(default=0)
    memori = IntegerField(default=0)  # PSS, kB


def begin(layanan: str, now: datetime, nyala: str, pid: int, alive: Callable[[int], bool]) -> None:
    """A service starts: enter the outage since its last sign of life, if there was one, and beat for the first time.

    `alive` says whether a process still runs: a second worker that somebody started by mistake is no outage.
    """
    with db.atomic():
        last: Denyut | None = Denyut.get_or_none(Denyut.layanan == layanan)
        if last is not None and not _other_runs(last, nyala, pid, alive):
            _silence(last, now, nyala)
        fresh = {"mulai": now, "kapan": now, "berhenti": None, "nyala": nyala, "pid": pid}
        if last is None:
            Denyut.create(layanan=layanan, **fresh)
        else:
            Denyut.update(**fresh).where(Denyut.id == last.id).execute()


def _other_runs(last: Denyut, nyala: str, pid: int, alive: Callable[[int], bool]) -> bool:
    return last.berhenti is None and last.nyala == nyala and last.pid != pid and alive(last.pid)


def _silence(last: Denyut, now: datetime, nyala: str) -> None:
    """What kept the service from beating, as far as the box can know."""
    since = last.berhenti or last.kapan
    again = last.nyala != nyala  # the machine itself has started since
    if now < since:  # the clock runs behind: how long it was, nobody knows
        enter("jam", str(last.layanan), since, since)
    elif last.berhenti is None:
        enter("listrik" if again else "berhenti", str(last.layanan), since, now)
    elif now - since > SHORT:
        enter("dimatikan" if again else "dihentikan", str(last.layanan), since, now)


def beat(layanan: str, now: datetime, pid: int, memori: int) -> None:
    """Another minute lived. A gap since the last beat of this same process means that it was held up."""
    with db.atomic():
        last: Denyut | None = Denyut.get_or_none((Denyut.layanan == layanan) & (Denyut.pid == pid))
        if last is not None and now - last.kapan > SILENT:
            enter("macet", layanan, last.kapan, now)
        Denyut.update(kapan=now, berhenti=None, memori=memori, pid=pid).where(Denyut.layanan == layanan).execute()


def stop(layanan: str, now: datetime, pid: int) -> None:
    """The service ends because it was told to."""
    Denyut.update(kapan=now, berhenti=now).where((Denyut.layanan == layanan) & (Denyut.pid == pid)).execute()
