"""Taking everything personal out of text before it leaves the box.

Of a log only what the program itself says may stay: its own words, names of its files and of exceptions. A word that
nobody wrote into the program, every number and every token is hidden, so it does not matter who was named, or how.
Names that the records know are hidden even where the program uses the same word.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from appliance.models.pegawai import Pegawai

SOURCES = Path(__file__).resolve().parents[1]
HIDDEN = "▒"
LETTERS = frozenset(["", *string.ascii_lowercase])
# Names of made-up people and common passwords are words of the source too, but none of the program's.
UNSAID = ("demo/", "models/sandi_umum.py", "devices/simulator/")
QUIET = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|#[^\n]*')
WORD = re.compile(r"[A-Za-z_]{2,}")
STAMP = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[,.]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?")
INCIDENT = re.compile(r"kejadian ([0-9a-f]{8})\b")
FRAME = re.compile(r'^  File "([^"]+)", line (\d+)(?:, in (\S+))?')
OURS = re.compile(r"(?:^|/)(?:site-packages|appliance|python3\.\d+)/")  # what stands before it is the box's own affair
RAISED = re.compile(r"^([A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Timeout|Ditolak|Refused))(?::|$)")
PLAIN = (
    "traceback most recent call last during handling of the above exception another occurred warning error info in "
    "file line waitress peewee huey is database locked disk full unique constraint failed not null no such table "
    "column readonly attempt to write timeout connection refused reset by peer"
)

SURE = (  # what can stand in no line of ours, wherever it comes from
    re.compile(r"\b(?:\d[ .-]?){15,}\d\b"),  # NIP, NIK, account numbers
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<![\w.])(?:\+62[ -]?|0)8\d(?:[ -]?\d){6,11}\b"),
    re.compile(r"(?<![\d.])(?!127\.0\.0\.1\b|0\.0\.0\.0\b)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
    re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}(?![\w:])"),
    re.compile(r"\b[A-Z0-9]{4,5}-[A-Z0-9]{4,5}\b"),  # a code that opens an account
    re.compile(r"(?<![\w/.])(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{24,}(?![\w/.])"),  # tokens, keys, hashes
)


@cache
def vocabulary() -> frozenset[str]:
    """Words of the program itself, without what its comments and explanations say."""
    found = set(PLAIN.split())
    for path in SOURCES.rglob("*.py"):
        if not str(path.relative_to(SOURCES)).startswith(UNSAID):
            found |= {word.lower() for word in WORD.findall(QUIET.sub(" ", path.read_text("utf-8")))}
    return frozenset(found)


@lru_cache(maxsize=1)
def _known(people: frozenset[str]) -> frozenset[str]:
    return vocabulary() - people


def names() -> frozenset[str]:
    """Every part of every civil servant's name, small."""
    rows: Iterable[tuple[str]] = Pegawai.select(Pegawai.nama).tuples().iterator()
    return frozenset(part.lower() for (nama,) in rows for part in WORD.findall(nama) if len(part) > 2)


def log_lines(text: str, people: frozenset[str]) -> Iterator[str]:
    """A log, line by line, with only what the program says."""
    for line in text.splitlines():
        frame, raised = FRAME.match(line), RAISED.match(line)
        if frame:
            file = OURS.split(frame[1])[-1]
            yield f"  {_words(file, people)}:{frame[2]} {_words(frame[3] or '', people)}"
        elif raised:
            yield f"{raised[1]}: {_words(line[raised.end() :], people).strip()}".rstrip(": ")
        elif not line.startswith("    "):  # the line of source under a frame may hold anything
            yield _said(line, people)


def _said(line: str, people: frozenset[str]) -> str:
    stamp, incident = STAMP.match(line), INCIDENT.search(line)
    rest = line[stamp.end() :] if stamp else line
    rest = INCIDENT.sub("kejadian", rest)
    number = f" {incident[1]}" if incident else ""
    return ((stamp[0] + " " if stamp else "") + _words(rest, people).strip() + number).rstrip()


def _words(text: str, people: frozenset[str]) -> str:
    """Each run of letters and digits either stays, being the program's own word, or becomes one sign."""
    known = _known(people)

    def seen(found: re.Match[str]) -> str:
        word = found[0].lower()
        parts = word.split("_")
        return found[0] if word in known or all(part in known or part in LETTERS for part in parts) else HIDDEN

    return re.sub(rf"(?:{HIDDEN}\W*){{2,}}", f"{HIDDEN} ", re.sub(r"\w+", seen, text))


def last_net(text: str) -> str:
    """What has a shape that no line of ours may hold; for text that was built from records without people."""
    for shape in SURE:
        text = shape.sub(HIDDEN, text)
    return text
