"""The box's clock under watch: the last moment that could be trusted, and when it could not.

A clock that went back would open closed windows again; one that leapt ahead would close them and approve by rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import BigIntegerField, BooleanField, IntegerField, TextField

from appliance.models.base import Record, WaktuField, db

TOLERANCE = 300  # seconds that a good clock may differ from what is expected
AHEAD = 7 * 24 * 3600  # seconds that a box may have been off without anybody having to say that its clock is right
UNMARKED = 24 * 3600  # the same for a box without a mark, whose last row may bear a time of day that was chosen
EVERY = 30  # seconds between two marks
BETUL, MUNDUR, MAJU = "betul", "mundur", "maju"


class JamRagu(ValueError):
    """The box's clock is in doubt: what depends on the day waits. The message is for people, in Indonesian."""


class Jam(Record):
    """One row. `unix` is the last trusted moment, `detik` how long the machine had been on by then, `nyala` which
    start of the machine that was. `pasti`: the time passed since is known to the second, as within one start."""

    unix = BigIntegerField()
    nyala = TextField()
    detik = IntegerField()
    pasti = BooleanField()


class KejadianJam(Record):
    """From `kapan` on the clock was `keadaan` (betul, mundur, maju); it showed `kapan`, `seharusnya` was expected."""

    kapan = WaktuField()
    seharusnya = WaktuField()
    keadaan = TextField()
    pelaku = TextField(default="")


@dataclass(frozen=True, slots=True)
class Terbaca:
    """What the machine shows: seconds since 1970, its start and the seconds since, whether a time source agrees."""

    unix: int
    nyala: str
    detik: int
    sinkron: bool


@dataclass(frozen=True, slots=True)
class Pendapat:
    """`keadaan` is betul, mundur or maju; `seharusnya` the moment (seconds since 1970) to go by instead."""

    keadaan: str
    seharusnya: int


def judge(mark: Jam | None, seen: Terbaca) -> Pendapat:
    """Whether the clock can be right. Within one start of the machine the time passed is known exactly."""
    if mark is None or seen.sinkron:
        return Pendapat(BETUL, seen.unix)
    same = mark.nyala == seen.nyala
    expected = int(mark.unix) + (seen.detik - int(mark.detik) if same else 0)
    if seen.unix < expected - (TOLERANCE if mark.nyala else UNMARKED):
        return Pendapat(MUNDUR, expected)
    if mark.nyala and seen.unix > expected + (TOLERANCE if same and mark.pasti else AHEAD):
        return Pendapat(MAJU, expected)
    return Pendapat(BETUL, seen.unix)


def mark_of() -> Jam | None:
    """The mark, or what can be known without one: nothing was written later than the trail's last row."""
    found: Jam | None = Jam.select().order_by(Jam.id).first()
    return found


def known(last: int | None) -> Jam | None:
    """The mark; else what can be known without one: nothing was written after `last`, the records' last moment."""
    mark = mark_of()
    return mark if mark is not None or last is None else Jam(unix=last, nyala="", detik=0, pasti=False)


def keep(told: Pendapat, seen: Terbaca, at: datetime) -> None:
    """Note what was found, if that is news, and move the mark on. `at` is what the clock shows."""
    mark, good = mark_of(), told.keadaan == BETUL
    changed = told.keadaan != _before()
    move = mark is None or (abs(seen.unix - int(mark.unix)) >= EVERY if good else mark.nyala != seen.nyala)
    if not changed and not move:
        return
    with db.atomic():
        if told.keadaan != _before():  # looked at again: of two that see it at once, one notes it
            due = at + timedelta(seconds=told.seharusnya - seen.unix)
            KejadianJam.create(kapan=at, seharusnya=due, keadaan=told.keadaan)
        if move:  # a start in doubt too: from now on time passes, from a moment nobody knows
            _move(mark_of(), told.seharusnya, seen, exact=good)


def _move(mark: Jam | None, unix: int, seen: Terbaca, *, exact: bool) -> None:
    values = {"unix": unix, "nyala": seen.nyala, "detik": seen.detik, "pasti": exact}
    if mark is None:
        Jam.create(**values)
    else:
        Jam.update(**values).where(Jam.id == mark.id).execute()


def _before() -> str:
    last = newest()
    return BETUL if last is None else str(last.keadaan)


def newest() -> KejadianJam | None:
    found: KejadianJam | None = KejadianJam.select().order_by(KejadianJam.id.desc()).first()
    return found


def ragu() -> bool:
    """Whether the clock is in doubt, as it was noted last."""
    return _before() != BETUL


def refuse_doubtful() -> None:
    """Raises JamRagu while the clock is in doubt."""
    if ragu():
        raise JamRagu(
            "Jam server sedang diragukan, jadi tidak ada yang dikunci atau disetujui menurut tanggal. "
            "Betulkan jamnya (lihat `ekinerja jam`), lalu ulangi."
        )


def forget() -> None:
    """Another machine's mark says nothing of this one's clock; only a clock before the last row is doubted then."""
    Jam.delete().execute()


def confirm(seen: Terbaca, at: datetime, pelaku: str) -> None:
    """Somebody looked at another clock: what the box shows is right, however far it leapt. Inside a transaction."""
    if _before() != BETUL:
        KejadianJam.create(kapan=at, seharusnya=at, keadaan=BETUL, pelaku=pelaku)
    _move(mark_of(), seen.unix, seen, exact=True)
