"""How attendance records and users lie in the memory of a network machine, and which of the known layouts it is.

Numbers are little endian. Known attendance records, in bytes:
 8 standard  slot u16, verify u8, time u32, key u8        8 MA300  slot u16, key<<4 | verify u8, -, time u32
16           pin u32, time u32, verify u8, key u8, -, workcode u32
40 and 49    slot u16, pin 24 characters, verify u8, time u32, key u8, -
"""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

SIZES = (8, 16, 40, 49)
_USER_SIZES = (28, 72)
_RACE = 100  # punches that may land between two questions when the second answer never came
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Claim:
    """What the machine said: records before and after the read, bytes of the log. `after` None: it never said."""

    before: int
    after: int | None
    total: int

    def covers(self, size: int) -> bool:
        top = self.before + _RACE if self.after is None else self.after
        return self.total % size == 0 and self.before <= self.total // size <= top


def decode_time(code: int) -> datetime:
    """The machine's time code (months of 31 days) as naive time. ValueError for a day no calendar has."""
    days, seconds = divmod(code, 86400)
    months, day = divmod(days, 31)
    year, month = divmod(months, 12)
    return datetime(2000 + year, month + 1, day + 1, seconds // 3600, seconds // 60 % 60, seconds % 60)


def encode_time(waktu: datetime) -> int:
    """The inverse of `decode_time`; also the stamp of the push protocol."""
    days = ((waktu.year - 2000) * 12 + waktu.month - 1) * 31 + waktu.day - 1
    return days * 86400 + waktu.hour * 3600 + waktu.minute * 60 + waktu.second


def record_size(
    body: bytes, claim: Claim, *, now: datetime, uids: Collection[int], last: int | None = None
) -> int | None:
    """The size of a record of this log, or None when it cannot be told: then nothing of it may be taken in.

    A size must divide the log exactly into a count the machine stated, and the bytes must look like it: a machine
    that lies about its count must not turn 1,000 real records into 5,000 invented ones. `last` is the size this
    machine had at its last full read.
    """
    divides = [size for size in SIZES if claim.total % size == 0]
    counted = [size for size in divides if claim.covers(size)]
    likely = [size for size in divides if looks_like(body, size, now=now, uids=uids)]
    for options in ([size for size in counted if size in likely], likely, counted):
        if last in options:
            return last
        if options:
            return options[0] if len(options) == 1 else None
    return None


def looks_like(body: bytes, size: int, *, now: datetime, uids: Collection[int]) -> bool:
    """Do at least four in five of a sample of records make sense in this layout?"""
    count = len(body) // size
    step = count // _SAMPLE | 1  # odd, or it would meet only one half of records twice this long
    records = [body[at * size : (at + 1) * size] for at in range(0, count, step)]
    good = sum(_makes_sense(record, now, uids) for record in records)
    return count > 0 and good * 5 >= len(records) * 4


def is_ma300(body: bytes, *, now: datetime) -> bool:
    """Is this 8-byte log of the kind that keeps the time in the last four bytes?

    Read in that way a standard record gives a date near 2000, so the year decides without doubt; the other way
    round it would not, as records of an MA300 may well look like dates of a few years later.
    """
    count = len(body) // 8
    good = sum(_credible(code, now) for (code,) in struct.iter_unpack("<4xI", body[: count * 8]))
    return count > 0 and good * 2 >= count


def read_users(body: bytes, count: int) -> Iterator[tuple[int, str, str]]:
    """(slot, pin, name) of each user. Names are cut and badly coded by machines: a hint. Passwords are passed over."""
    fits = [size for size in _USER_SIZES if len(body) % size == 0]
    exact = [size for size in fits if len(body) == size * count]
    size = (exact or (fits if len(fits) == 1 else [0]))[0]
    if size == 28:
        for uid, name, pin in struct.iter_unpack("<H6x8s8xI", body):
            yield uid, str(pin), _text(name)
    elif size == 72:
        for uid, name, pin_text in struct.iter_unpack("<H9x24s13x24s", body):
            yield uid, _text(pin_text), _text(name)


def _makes_sense(record: bytes, now: datetime, uids: Collection[int]) -> bool:
    if len(record) == 8:
        uid, standard = struct.unpack("<HxIx", record)
        (ma300,) = struct.unpack("<4xI", record)
        return (not uids or uid in uids) and (_credible(standard, now) or _credible(ma300, now))
    if len(record) == 16:
        pin, code = struct.unpack("<II8x", record)
        return pin > 0 and _credible(code, now)
    pin_text, _, padding = record[2:26].partition(b"\x00")
    return pin_text.isalnum() and pin_text.isascii() and not padding.strip(b"\x00")


def _credible(code: int, now: datetime) -> bool:
    try:
        return 2015 <= decode_time(code).year <= now.year + 1
    except ValueError:
        return False


def _text(field: bytes) -> str:
    return field.split(b"\x00")[0].decode("utf-8", errors="replace").strip()
