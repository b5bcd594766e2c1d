"""The attendance log of a network machine, record by record: a bad one is set aside and the next one read."""

import struct
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from appliance.devices.punch import Punch, Rejected, admit, canonical_pin, reject
from appliance.devices.zk_layout import decode_time, is_ma300

_NONE = 255  # the machine's word for "not given"

# PIN as stored or None for a slot without a person, time code, verify, key, workcode
_Fields = tuple[bytes | None, int, int, int, int]


def read_records(
    body: bytes, size: int, *, now: datetime, users: Mapping[int, str | None]
) -> Iterator[Punch | Rejected]:
    """Each whole record of `body`, numbered from 1. `now` is naive, in the machine's zone.

    `users` maps slots to PINs as this same session gave them (None: a slot given twice) and is needed for 8-byte
    records only; there an unknown slot is rejected, for slots are used again and belong to another person elsewhere.
    """
    whole = body[: len(body) // size * size]
    fields = _reader(size, whole, now, users)
    for nomor, (raw,) in enumerate(struct.iter_unpack(f"{size}s", whole), start=1):
        yield _read(nomor, raw, fields(raw), now)


def _read(nomor: int, raw: bytes, fields: _Fields, now: datetime) -> Punch | Rejected:
    field, code, verify, key, workcode = fields
    pin, fault = _pin_of(field)
    try:
        waktu = decode_time(code)
    except ValueError:
        return reject(nomor, raw.hex(), "tanggal_mustahil", pin=pin[0] or None)
    if fault:
        return reject(nomor, raw.hex(), fault, waktu=waktu)
    punch = Punch(*pin, waktu, _known(verify), _known(key), str(workcode) if workcode else None)
    found = admit(nomor, "", punch, now)
    return found if isinstance(found, Punch) else reject(nomor, raw.hex(), found.kode, pin=pin[0], waktu=waktu)


def _reader(size: int, body: bytes, now: datetime, users: Mapping[int, str | None]) -> Callable[[bytes], _Fields]:
    if size == 16:
        return _sixteen
    if size != 8:
        return _forty
    slots = {uid: pin.encode() for uid, pin in users.items() if pin is not None}
    split = _ma300 if is_ma300(body, now=now) else _standard

    def eight(raw: bytes) -> _Fields:
        uid, code, verify, key = split(raw)
        return slots.get(uid), code, verify, key, 0

    return eight


def _standard(raw: bytes) -> tuple[int, int, int, int]:
    uid, verify, code, key = struct.unpack("<HBIB", raw)
    return uid, code, verify, key


def _ma300(raw: bytes) -> tuple[int, int, int, int]:
    uid, both, code = struct.unpack("<HBxI", raw)
    return uid, code, both & 15, both >> 4


def _sixteen(raw: bytes) -> _Fields:
    pin, code, verify, key, workcode = struct.unpack("<IIBB2xI", raw)
    return b"%d" % pin, code, verify, key, workcode


def _forty(raw: bytes) -> _Fields:
    pin, verify, code, key = struct.unpack_from("<2x24sBIB", raw)
    return pin, code, verify, key, 0


@lru_cache(maxsize=16384)
def _pin_of(field: bytes | None) -> tuple[tuple[str, str], str]:
    """((canonical, as written), code of why not). Cached, so that equal PINs share their text."""
    if field is None:
        return ("", ""), "uid_tak_dikenal"
    written = field.split(b"\x00")[0].decode("ascii", errors="backslashreplace").strip()
    try:
        pin = canonical_pin(written)
    except ValueError:
        return ("", ""), "pin_salah"
    return (pin, pin if written == pin else written), ""


def _known(value: int) -> int | None:
    return None if value == _NONE else value
