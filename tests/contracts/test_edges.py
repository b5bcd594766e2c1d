"""Clock, environment, SQLite's dialect and the htmx headers each have one reader."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.contracts import tree

CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime",
}  # fmt: skip
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}

# The one place each; the simulated machine beside them has a clock of its own, since drift is a fault it shows.
READS_CLOCK = {
    "appliance/clock.py",
    "appliance/devices/simulator/__main__.py",
    "appliance/devices/simulator/machine.py",
}
READS_ENVIRONMENT = {"appliance/settings.py"}

SQLITE = re.compile(
    r"PRAGMA|SqliteDatabase|SqliteExt|APSW|json_extract|julianday|AUTOINCREMENT|NOCASE|INSERT OR|REPLACE INTO"
    r"|on_conflict_replace|fn\.strftime|fn\.date\b|sqlite_ext|\browid\b|lock_type|VACUUM"
)


def uses(names: set[str], allowed: set[str]) -> list[str]:
    return [
        f"{tree.name(path)}:{node.lineno} {tree.dotted(node)}"
        for path in tree.sources()
        if tree.name(path) not in allowed
        for node in ast.walk(tree.parse(path))
        if isinstance(node, ast.Attribute) and tree.dotted(node) in names
    ]


def code_lines(path_text: str) -> list[str]:
    return [line.split("  # ")[0] for line in path_text.splitlines() if not line.lstrip().startswith("#")]


def test_only_the_clock_reads_the_clock() -> None:
    wrong = uses(CLOCK, READS_CLOCK)
    assert not wrong, "\n" + "\n".join(wrong)


def test_only_the_settings_read_the_environment() -> None:
    wrong = uses(ENVIRONMENT, READS_ENVIRONMENT)
    assert not wrong, "\n" + "\n".join(wrong)


def said(path: Path) -> Iterator[tuple[int, str]]:
    """Names and texts of a file with their lines; docstrings may talk about anything."""
    for node in ast.walk(tree.parse(path)):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, tree.dotted(node) or node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.value.lineno, node.arg
    for text in tree.texts(path):
        yield text.lineno, str(text.value)


def test_the_dialect_of_sqlite_is_spoken_in_one_file() -> None:
    wrong = [
        f"{tree.name(path)}:{line} {text}"
        for path in tree.sources()
        if tree.name(path) != "appliance/models/sqlite.py"
        for line, text in said(path)
        if SQLITE.search(text)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_only_the_renderer_looks_at_htmx_headers() -> None:
    header = re.compile(r"\bHX-[A-Z]|request\.htmx")
    wrong = [
        f"{tree.name(path)}: {line.strip()}"
        for path in tree.sources()
        if tree.name(path) != "appliance/web/render.py"
        for line in code_lines(path.read_text(encoding="utf-8"))
        if header.search(line)
    ]
    assert not wrong, "\n" + "\n".join(wrong)
