"""The push protocol (ADMS, /iclock): what a request means and exactly what to answer. Pure: no web, no database.

A route that serves it does this, in this order:
1. read the raw body before any form parsing, refuse above `adms_body.MAX_BYTES`; keep body, sha256, SN and peer;
2. `parse_query` -> Contact; an SN that is not on the list of machines gets UNKNOWN_DEVICE and nothing is taken in;
3. take in what `adms_body.parse_attlog` returns, rejected lines in quarantine, and **commit**;
4. answer `accepted(lines)` with status 200; on any failure ERROR_REPLY with status 500 or 503.

The firmware takes an upload as done when the status line has ` 200 ` and the body *contains* `OK`. So no refusal may
contain those letters, and a bare `OK` for an upload makes some machines send the same lines for ever.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

GETREQUEST_REPLY = "OK"  # nothing queued: exactly two bytes; a newline would be read as an unknown command
PLAIN_OK = "OK"  # ping, registry, table=options
UNKNOWN_DEVICE = "UNKNOWN DEVICE"
ERROR_REPLY = "ERR"
NO_STAMP = "0"

_SN = re.compile(r"[A-Za-z0-9_-]{4,32}")
_STAMP = re.compile(r"[0-9A-Za-z:T.+-]{1,32}")


@dataclass(frozen=True, slots=True)
class Info:
    """The INFO of a getrequest. `catatan` is the number of attendance records the machine holds."""

    firmware: str
    pengguna: int | None
    sidik_jari: int | None
    catatan: int | None
    alamat: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, and for what. `stamp` is the machine's own, None where absent or of no known form."""

    sn: str
    table: str = ""
    stamp: str | None = None
    handshake: bool = False
    pushver: str = ""
    commkey: str = ""
    info: Info | None = None


def parse_query(query: Mapping[str, str]) -> Contact | None:
    """The meaning of a request's query string (already unquoted); None when it names no possible SN."""
    fields = {name.casefold(): value.strip() for name, value in query.items()}
    sn = fields.get("sn", "")
    if not _SN.fullmatch(sn):
        return None
    stamp = fields.get("stamp") or fields.get("opstamp") or ""
    return Contact(
        sn=sn,
        table=fields.get("table", "").upper(),
        stamp=stamp if _STAMP.fullmatch(stamp) else None,
        handshake="options" in fields and "table" not in fields,
        pushver=fields.get("pushver", "")[:32],
        commkey=fields.get("pushcommkey", "")[:64],
        info=parse_info(fields["info"]) if "info" in fields else None,
    )


def parse_info(text: str) -> Info:
    """`firmware,users,fingerprints,ATTLOG count,ip,…`; what is missing or no number is None."""
    columns = [column.strip() for column in text.split(",")]
    columns += [""] * (5 - len(columns))
    return Info(columns[0][:64], _count(columns[1]), _count(columns[2]), _count(columns[3]), columns[4][:45])


def handshake(sn: str, *, stamp: str | None, offset_hours: int) -> str:
    """The options that a machine gets at first contact; every line ends in LF, the last one too.

    `stamp` is the last one this machine sent (never one of our own making: it counts in the machine's calendar, and
    too large a one silently hides its history). `offset_hours` is 7 WIB, 8 WITA, 9 WIT: with the Date header of the
    response the machine sets its own clock by it, so serve this only while our clock is right. Asked for are
    attendance and operation logs only: no photos, no templates, no people.
    """
    if offset_hours not in (7, 8, 9):
        raise ValueError(f"no Indonesian zone: {offset_hours}")
    known = stamp if stamp and _STAMP.fullmatch(stamp) else NO_STAMP
    lines = [f"GET OPTION FROM: {sn}", f"Stamp={known}", f"ATTLOGStamp={known}"]
    lines += ["OpStamp=9999", "OPERLOGStamp=9999", "PhotoStamp=9999", "ATTPHOTOStamp=9999"]
    lines += ["ErrorDelay=30", "Delay=10", "TransTimes=00:00;14:05", "TransInterval=1"]
    lines += ["TransFlag=1100000000", f"TimeZone={offset_hours}", "Realtime=1", "Encrypt=0"]
    return "".join(f"{line}\n" for line in lines)


def accepted(lines: int) -> str:
    """The answer to an upload after it is safely stored: n counts duplicates and refused lines too, at least 1."""
    return f"OK: {max(lines, 1)}"


def caught_up(*, polls_since_upload: int, count: int | None, held: int) -> bool:
    """Has everything the machine holds arrived?

    A machine with something to send sends it before it asks for commands again, so two quiet getrequests in a row
    (`polls_since_upload`, counted since the last upload or handshake) are required. Where its INFO says how many
    records it has (`count`), we must also hold that many distinct ones of this machine (`held`, quarantine included).
    """
    return polls_since_upload >= 2 and (count is None or held >= count)


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
