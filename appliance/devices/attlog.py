"""The log that a machine writes to a USB stick: `PIN TAB time TAB machine TAB status TAB verify TAB workcode`.

The order of the columns is proved by the vendor's own demonstration program and differs from the push protocol, so
the two share no parser. A form with five columns exists whose order is uncertain: its in/out key stays unknown.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from appliance.devices.attlog_serial import serial_in_line
from appliance.devices.attlog_text import AttlogRefused, text_lines
from appliance.devices.punch import Punch, Rejected, admit, canonical_pin, parse_time, reject

__all__ = ["AttlogFile", "AttlogRefused", "Duplicate", "Line", "Skipped", "parse_attlog", "read_attlog"]

_LINE = re.compile(r"[ \t]*(\S+)[ \t]+(\d{4}-\d{1,2}-\d{1,2}[ T]+\d{1,2}:\d{2}:\d{2})(?:[ \t](.*))?", re.ASCII)
_CHECKSUM = re.compile(r"(?:C\w{0,9}\s*[:=]?\s*)?[0-9A-Fa-f]{2,64}", re.ASCII)
_MAX_LINE = 1000


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that never was a punch: blank, the header with the serial, the checksum at the end."""

    nomor: int
    mentah: str
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A line identical to an earlier one of the same file; it counts once."""

    nomor: int


Line = Punch | Rejected | Skipped | Duplicate


@dataclass(slots=True)
class AttlogFile:
    """Everything a file held. `lines` = punches + rejected + skipped + duplicates: no line is lost."""

    serial: str | None = None
    punches: list[Punch] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    last_day: date | None = None
    lines: int = 0

    def add(self, line: Line) -> None:
        self.lines += 1
        if isinstance(line, Punch):
            self.punches.append(line)
            self.last_day = max(self.last_day or date.min, line.waktu.date())
        elif isinstance(line, Rejected):
            self.rejected.append(line)
        elif isinstance(line, Duplicate):
            self.duplicates.append(line.nomor)
        else:
            self.skipped.append(line)
            self.serial = self.serial or line.serial


def parse_attlog(source: bytes | BinaryIO, *, now: datetime) -> AttlogFile:
    """The whole file at once. `now` is naive, in the machine's zone.

    Raises AttlogRefused for a photo, an archive or other binary, above 50 MB, and when no line was a punch.
    """
    whole = AttlogFile()
    for line in read_attlog(source, now=now):
        whole.add(line)
    if not whole.punches:
        raise AttlogRefused("tidak satu baris pun berisi presensi yang dapat diterima")
    return whole


def read_attlog(source: bytes | BinaryIO, *, now: datetime) -> Iterator[Line]:
    """Line by line, in constant memory but for one hash a line. Raises AttlogRefused as the reading goes."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    seen: set[int] = set()
    first = True
    for nomor, (text, last) in enumerate(_with_last(text_lines(stream)), start=1):
        text = text.rstrip("\x1a")
        if not text.strip():
            yield Skipped(nomor, text)
            continue
        yield _read_line(nomor, text, first=first, last=last, seen=seen, now=now)
        first = False


def _read_line(nomor: int, text: str, *, first: bool, last: bool, seen: set[int], now: datetime) -> Line:
    found = _LINE.fullmatch(text)
    if not found:
        if _is_frame(text, first=first, last=last):
            return Skipped(nomor, text[:_MAX_LINE], serial_in_line(text) if first else None)
        return reject(nomor, text[:_MAX_LINE], "tak_terbaca")
    if (key := hash(text.strip())) in seen:
        return Duplicate(nomor)
    seen.add(key)
    return _read_punch(nomor, text[:_MAX_LINE], found, now)


def _read_punch(nomor: int, text: str, found: re.Match[str], now: datetime) -> Punch | Rejected:
    try:
        pin = canonical_pin(found[1])
    except ValueError:
        return reject(nomor, text, "pin_salah")
    try:
        waktu = parse_time(found[2])
    except ValueError:
        return reject(nomor, text, "tanggal_mustahil", pin=pin)
    if waktu is None:
        return reject(nomor, text, "tak_terbaca", pin=pin)
    verifikasi, kunci_io, kode_kerja = _hints(found[3] or "")
    mentah = pin if found[1] == pin else found[1]
    return admit(nomor, text, Punch(pin, mentah, waktu, verifikasi, kunci_io, kode_kerja), now)


def _hints(rest: str) -> tuple[int | None, int | None, str | None]:
    """(verify, in/out key, workcode) of what follows the time; all unknown unless the six-column form is there."""
    columns = [column.strip() for column in (rest.rstrip().split("\t") if "\t" in rest else rest.split())]
    if len(columns) < 4:
        return None, None, None
    return _small(columns[2]), _small(columns[1]), columns[3][:24] or None


def _small(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def _is_frame(text: str, *, first: bool, last: bool) -> bool:
    """Is this the header or the checksum line? A padded line is a cut-off record, never one of these."""
    if text[0].isspace():
        return False
    if first:
        return "\t" not in text or not any(sign.isdigit() for sign in text)
    return last and _CHECKSUM.fullmatch(text.strip()) is not None


def _with_last(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each line with whether nothing but blank lines follows it."""
    held: list[str] = []
    for line in lines:
        if held and line.strip():
            yield from ((earlier, False) for earlier in held)
            held.clear()
        held.append(line)
    yield from ((line, True) for line in held)
