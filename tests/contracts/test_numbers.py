"""No number that a decree can change stands in code: each number in the law and the records has a reason here."""

import ast
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tests.contracts import tree

# Counting, signs, the calendar, the clock's face and "percent" itself.
PLAIN = {-1, 0, 1, 2, 7, 12, 24, 60, 100}

# Everything else stands in numbers.toml, file by file, with what makes it no decree's number; under `files` stand
# files that have nothing to do with the law at all.
REASONS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text("utf-8"))
EXEMPT = REASONS.pop("files")

# Keyword arguments that describe storage or layout, not law.
STORAGE = {"max_length", "max_digits", "decimal_places", "port", "pages", "sleep", "timeout", "level", "mode"}


def value(node: ast.Constant) -> Decimal | None:
    """The number a constant is, or spells as a whole text: "0.5" counts, "2026-10" does not."""
    if isinstance(node.value, bool) or not isinstance(node.value, int | float | str):
        return None
    if isinstance(node.value, str) and node.value.strip("0123456789._"):
        return None
    try:
        return Decimal(str(node.value))
    except InvalidOperation:
        return None


def skipped(path: Path) -> set[int]:
    """Nodes that are not the law's numbers: storage options, slices of texts, docstrings."""
    found = tree.docstrings(path)
    for node in ast.walk(tree.parse(path)):
        if isinstance(node, ast.keyword) and node.arg in STORAGE:
            found |= {id(inner) for inner in ast.walk(node.value)}
        elif isinstance(node, ast.Subscript):
            found |= {id(inner) for inner in ast.walk(node.slice)}
    return found


def numbers(path: Path) -> Iterator[tuple[int, Decimal]]:
    ignored = skipped(path)
    for node in ast.walk(tree.parse(path)):
        if isinstance(node, ast.Constant) and id(node) not in ignored:
            number = value(node)
            if number is not None:
                yield node.lineno, number


def test_every_number_in_the_law_and_the_records_has_a_reason() -> None:
    wrong = [
        f"{tree.name(path)}:{line} {number}"
        for path in tree.sources("rules", "models")
        if tree.name(path) not in EXEMPT
        for line, number in numbers(path)
        if number not in PLAIN and str(number) not in REASONS.get(tree.name(path), {})
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_reason_outlives_its_number() -> None:
    stale = [file for file in EXEMPT if not (tree.ROOT / file).exists()]
    for file, reasons in REASONS.items():
        path = tree.ROOT / file
        present = {str(number) for _, number in numbers(path)} if path.exists() else set()
        stale += [f"{file}: {number}" for number in reasons if number not in present]
    assert not stale, "\n" + "\n".join(stale)


# Floats that measure time or memory, never money.
MEASURES = {"appliance/models/sqlite.py", "appliance/documents/press.py"}


def test_money_and_rates_are_never_floats() -> None:
    wrong = [
        f"{tree.name(path)}:{node.lineno}"
        for path in tree.sources("rules", "models", "exchange", "documents")
        if tree.name(path) not in MEASURES
        for node in ast.walk(tree.parse(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert not wrong, "\n" + "\n".join(wrong)
