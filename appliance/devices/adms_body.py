"""The bodies that machines push: attendance in its two dialects, operation log, options.

Positional: `PIN TAB time TAB status TAB verify [TAB workcode TAB …]`, four to twelve columns. Note that the order is
status, verify: other than on a USB stick. Named: `PIN=… TAB Time=… | DateTime=… TAB Status=… TAB VerifyMode=…`.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote_plus

from appliance.devices.punch import Punch, Rejected, admit, canonical_pin, parse_time, reject

MAX_BYTES = 1024 * 1024
MAX_LINES = 5000
KEPT_OPLOG = frozenset({0, 1, 21, 23, 43, 76, 81})  # power, clock set, log deleted, network or machine number changed

_NAMED = re.compile(r"(?:^|\t| {2,}|,\s*)([A-Za-z]+)=([^\t]*?)(?=\t| {2,}|,\s*[A-Za-z]+=|$)")
_FORM = re.compile(rb"(?:[A-Za-z]+=[^&\r\n]*&)*data=", re.I)
_UNDEFINED = 255
_KEPT = 1000  # characters of a rejected line
_HEAD = 500  # characters of a line that are looked at; longer ones end in columns that nobody needs


@dataclass(slots=True)
class Pushed:
    """What an ATTLOG body held. `lines` = punches + rejected; blank lines are not counted, as the firmware does not."""

    punches: list[Punch] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return len(self.punches) + len(self.rejected)


@dataclass(slots=True)
class Operations:
    """What of an OPERLOG body may be kept: tamper evidence. People, passwords and templates are only counted."""

    kept: list[str] = field(default_factory=list)
    dropped: int = 0

    @property
    def lines(self) -> int:
        return len(self.kept) + self.dropped


def parse_attlog(body: bytes, *, now: datetime) -> Pushed:
    """Never raises. `now` is naive, in the machine's zone; line numbers count non-empty lines from 1."""
    pushed = Pushed()
    for nomor, line in enumerate(_lines(body), start=1):
        record = _read(nomor, line[:_KEPT], now)
        if isinstance(record, Punch):
            pushed.punches.append(record)
        else:
            pushed.rejected.append(record)
    return pushed


def redact_operlog(body: bytes) -> Operations:
    """Only `OPLOG code …` lines of KEPT_OPLOG survive; everything else is dropped before anything is stored."""
    operations = Operations()
    for line in _lines(body):
        found = re.match(r"OPLOG (\d{1,3})\t", line)
        if found and int(found[1]) in KEPT_OPLOG:
            operations.kept.append(line[:200])
        else:
            operations.dropped += 1
    return operations


def parse_options(body: bytes) -> dict[str, str]:
    """`name=value` pairs of a table=options body, by comma or line; a leading `~` of a name is dropped."""
    pairs = (part.partition("=") for line in _lines(body) for part in line.split(","))
    return {name.strip().lstrip("~"): value.strip() for name, mark, value in pairs if mark and name.strip()}


def _lines(body: bytes) -> list[str]:
    found = _FORM.match(body)
    text = body[found.end() :].decode("utf-8", errors="backslashreplace") if found else _decode(body)
    if found and b"%" in body:
        text = unquote_plus(text, errors="backslashreplace")
    return [line for line in re.split(r"[\r\n]+", text) if line.strip()]


def _decode(body: bytes) -> str:
    return body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="backslashreplace")


def _read(nomor: int, line: str, now: datetime) -> Punch | Rejected:
    pin_text, time_text, status, verify, workcode = _columns(line)
    try:
        waktu = parse_time(time_text)
    except ValueError:
        return reject(nomor, line, "tanggal_mustahil")
    if waktu is None:
        return reject(nomor, line, "tak_terbaca")
    try:
        pin = canonical_pin(pin_text)
    except ValueError:
        return reject(nomor, line, "pin_salah", waktu=waktu)
    kunci_io = _small(status)
    hints = (_small(verify), None if kunci_io == _UNDEFINED else kunci_io, workcode[:24] or None)
    return admit(nomor, line, Punch(pin, pin_text, waktu, *hints), now)


def _columns(line: str) -> tuple[str, str, str, str, str]:
    """(PIN, time, status, verify, workcode) as text; what is absent is empty."""
    named = {name.casefold(): value.strip() for name, value in _NAMED.findall(line[:_HEAD])}
    if "pin" in named:
        time_text = named.get("time") or named.get("datetime", "")
        verify = named.get("verifymode") or named.get("verified") or named.get("verify", "")
        return named["pin"], time_text, named.get("status", ""), verify, named.get("workcode", "")
    first, second, third, fourth, fifth = ([part.strip() for part in line[:_HEAD].split("\t")] + [""] * 5)[:5]
    return first, second, third, fourth, fifth


def _small(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None
