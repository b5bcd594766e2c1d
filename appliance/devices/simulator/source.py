"""Where the punches of a made machine come from: a file that is read again when it changes, or a timetable."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

Stamp = tuple[str, datetime, int, int]  # PIN, local time, verify, key


class Source(Protocol):
    def stamps(self, now: datetime) -> Sequence[Stamp]:
        """All punches up to `now`, in the order in which the machine keeps them."""
        ...


@dataclass(slots=True)
class Listed:
    """Punches given in memory."""

    held: list[Stamp] = field(default_factory=list)

    def stamps(self, now: datetime) -> Sequence[Stamp]:
        return self.held


@dataclass(slots=True)
class Followed:
    """A USB export, or a CSV of pin,waktu[,verify,key]; read again whenever the file has changed."""

    path: Path
    _seen: tuple[int, int] = (0, 0)
    _held: list[Stamp] = field(default_factory=list)

    def stamps(self, now: datetime) -> Sequence[Stamp]:
        state = self.path.stat() if self.path.exists() else None
        mark = (state.st_mtime_ns, state.st_size) if state else (0, 0)
        if mark != self._seen:
            self._held = list(_read(self.path)) if state else []
            self._seen = mark
        return self._held


@dataclass(slots=True)
class Continued:
    """A file, and from the day after its last punch on a timetable of the same people."""

    file: Followed
    seed: str

    def stamps(self, now: datetime) -> Sequence[Stamp]:
        held = self.file.stamps(now)
        if not held:
            return held
        last = max(stamp[1] for stamp in held).date()
        pins = sorted({stamp[0] for stamp in held})
        return [*held, *Timetable(pins, last + timedelta(days=1), self.seed).stamps(now)]


@dataclass(slots=True)
class Timetable:
    """People who come and go on working days, the same for the same seed: about one punch in fifty is forgotten."""

    pins: Sequence[str]
    since: date
    seed: str

    def stamps(self, now: datetime) -> Sequence[Stamp]:
        days = (now.date() - self.since).days + 1
        every = (stamp for back in range(days) for stamp in self._day(self.since + timedelta(days=back)))
        return [stamp for stamp in every if stamp[1] <= now]

    def _day(self, day: date) -> list[Stamp]:
        if day.weekday() >= 5:
            return []
        stamps: list[Stamp] = []
        for pin in self.pins:
            chance = random.Random(f"{self.seed} {pin} {day}")
            for begin, span, key in ((time(7, 5), 35 * 60, 0), (time(16, 0), 50 * 60, 1)):
                at = datetime.combine(day, begin) + timedelta(seconds=chance.randrange(span))
                if chance.random() > 0.02:
                    stamps.append((pin, at, 1, key))
        return sorted(stamps, key=lambda stamp: stamp[1])


def _read(path: Path) -> Iterator[Stamp]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for line in lines:
            tabbed = "\t" in line
            columns = [column.strip() for column in line.split("\t" if tabbed else ",")] + [""] * 3
            try:
                waktu = datetime.fromisoformat(columns[1])
            except ValueError:
                continue  # a header
            key, verify = (columns[3], columns[4]) if tabbed else (columns[3], columns[2])
            yield columns[0], waktu, _number(verify, 1), _number(key, 0)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise
