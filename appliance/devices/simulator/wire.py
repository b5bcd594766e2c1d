"""The machine's side of the wire: frames, the checksum that real machines insist on, records in their layouts."""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

CONNECT, EXIT, AUTH = 1000, 1001, 1102
OPTION, SIZES, TIME = 11, 50, 201
OPEN, FETCH, FREE = 1503, 1504, 1502
ANNOUNCE, DATA, OK, ERROR, UNAUTH = 1500, 1501, 2000, 2001, 2005

IMPOSSIBLE = ((26 * 12 + 1) * 31 + 29) * 86400 + 7 * 3600  # 30 February 2026, 07:00


@dataclass(frozen=True, slots=True)
class Entry:
    """A punch in the machine's memory; `uid` is the slot of the person."""

    pin: str
    waktu: datetime
    uid: int = 0
    verify: int = 1
    key: int = 0
    workcode: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    command: int
    session: int
    reply: int
    payload: bytes


def frame(command: int, session: int, reply: int, payload: bytes = b"") -> bytes:
    """One TCP frame as a machine sends it."""
    head = struct.pack("<4H", command, 0, session, reply)
    head = struct.pack("<4H", command, _checksum(head + payload), session, reply)
    return b"\x50\x50\x82\x7d" + struct.pack("<I", len(head) + len(payload)) + head + payload


def request(packet: bytes) -> Request | None:
    """What a packet (without the TCP top) asks, or None when its checksum is wrong: machines drop that in silence.

    A client computes it over the reply number it had before.
    """
    command, checksum, session, reply = struct.unpack_from("<4H", packet)
    before = reply - 1 if reply else 65534
    good = _checksum(struct.pack("<4H", command, 0, session, before) + packet[8:])
    return Request(command, session, reply, packet[8:]) if good == checksum else None


def _checksum(packet: bytes) -> int:
    """The one's complement of the sum of 16-bit words, with carries added back."""
    words = struct.unpack(f"<{len(packet) // 2}H", packet[: len(packet) // 2 * 2])
    total = sum(words) + (packet[-1] if len(packet) % 2 else 0)
    total = total % 65535 or (65535 if total else 0)
    return ~total % 65535 if ~total < 0 else ~total


def time_code(waktu: datetime) -> int:
    months = (waktu.year - 2000) * 12 + waktu.month - 1
    return (months * 31 + waktu.day - 1) * 86400 + waktu.hour * 3600 + waktu.minute * 60 + waktu.second


def _eight(entry: Entry, code: int) -> bytes:
    return struct.pack("<HBIB", entry.uid, entry.verify, code, entry.key)


def _ma300(entry: Entry, code: int) -> bytes:
    return struct.pack("<HBxI", entry.uid, entry.key << 4 | entry.verify, code)


def _sixteen(entry: Entry, code: int) -> bytes:
    return struct.pack("<IIBB2xI", int(entry.pin), code, entry.verify, entry.key, entry.workcode)


def _forty(entry: Entry, code: int) -> bytes:
    return struct.pack("<H24sBIB8x", entry.uid, entry.pin.encode(), entry.verify, code, entry.key)


def _forty_nine(entry: Entry, code: int) -> bytes:
    return _forty(entry, code) + bytes(9)


LAYOUTS: dict[str, Callable[[Entry, int], bytes]] = {
    "8": _eight,
    "ma300": _ma300,
    "16": _sixteen,
    "40": _forty,
    "49": _forty_nine,
}


def records(entries: Iterable[Entry], layout: str, *, impossible: int | None = None) -> bytes:
    """The log in memory; record number `impossible` (from 0) gets a day that no calendar has."""
    pack = LAYOUTS[layout]
    return b"".join(
        pack(entry, IMPOSSIBLE if at == impossible else time_code(entry.waktu)) for at, entry in enumerate(entries)
    )


def users(people: Iterable[tuple[int, str, str]], size: int) -> bytes:
    """Slot, PIN and name of each in records of 28 or 72 bytes; every one with a password, as machines keep them."""
    if size == 28:
        return b"".join(
            struct.pack("<HB5s8sIxBhI", uid, 0, b"4321", name.encode()[:8], 0, 1, 0, int(pin))
            for uid, pin, name in people
        )
    return b"".join(
        struct.pack("<HB8s24sIx7sx24s", uid, 0, b"4321", name.encode()[:24], 0, b"1", pin.encode())
        for uid, pin, name in people
    )
