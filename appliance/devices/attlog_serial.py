"""Which machine a USB export says it is from: the serial in its name or in its first line.

`1_attlog.dat` carries the machine's number, 1 on every machine as it leaves the factory, and says nothing.
"""

import re
from collections.abc import Iterable

from appliance.devices.attlog_text import AttlogRefused, encoding_of

_LABELLED = re.compile(r"\s*(?:S/?N|Serial(?:\s*(?:No|Number))?)\b\s*[.:=#]*\s*([A-Za-z0-9-]{4,32})\s*", re.I)
_ALONE = re.compile(r"\s*([A-Za-z0-9]{6,32})\s*")
_NAME = re.compile(r"(.+?)_?attlog\b.*", re.I)


def serial_in_line(line: str) -> str | None:
    """The serial that a header line holds, alone or after `SN:`; None when it holds none."""
    labelled = _LABELLED.fullmatch(line)
    if labelled:
        return labelled[1]
    alone = _ALONE.fullmatch(line)
    return alone[1] if alone and any(sign.isdigit() for sign in alone[1]) else None


def serial_in_name(filename: str, known: Iterable[str] = ()) -> str | None:
    """The serial in a file's name: one of `known` wherever it stands, else what has the form of a serial."""
    name = re.split(r"[/\\]", filename)[-1]
    tokens = re.findall(r"[A-Za-z0-9]+", name)
    for serial in known:
        if serial.casefold() in (token.casefold() for token in tokens):
            return serial
    found = _NAME.fullmatch(name)
    last = re.findall(r"[A-Za-z0-9]+", found[1])[-1:] if found else []
    return last[0] if last and _has_form(last[0]) else None


def names_serial(filename: str, head: bytes = b"", *, known: Iterable[str] = ()) -> str | None:
    """The serial that the file itself names: first line before file name. `head` is the beginning of its bytes.

    Raises AttlogRefused when `head` is no text. `known` are the serials of the regency, recognised in any form.
    """
    text = head[:4096].decode(encoding_of(head[:4096]), errors="replace") if head else ""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return serial_in_line(first) or serial_in_name(filename, known)


def check_serial(chosen: str, filename: str, head: bytes = b"", *, known: Iterable[str] = ()) -> None:
    """Raises AttlogRefused when the file names another machine than the `chosen` one; silence is consent."""
    text = names_serial(filename, head, known=known)
    if text is not None and text.casefold() != chosen.strip().casefold():
        raise AttlogRefused(f"berkas menyebut mesin {text}, bukan {chosen}; pilih mesin yang benar")


def _has_form(token: str) -> bool:
    """Capitals and digits, long enough that it is no machine number, no date and no ordinary word."""
    if token != token.upper():
        return False
    digits = sum(sign.isdigit() for sign in token)
    if digits == len(token):
        return digits >= 9 and not (token.startswith("20") and digits in (10, 12, 14))
    return len(token) >= 7 and digits >= 5
