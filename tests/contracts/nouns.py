"""The Indonesian nouns of the record, gathered from the code: tables, columns, the facts and results of the law."""

import ast
import re
from pathlib import Path

from tests.contracts import tree

# The machinery's own words, which are no nouns of the record.
PLUMBING = {"id", "hash", "stamp", "port", "pid", "token", "field", "reason", "unit"}


def is_field(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and tree.dotted(value.func).endswith("Field")


def is_dataclass(node: ast.ClassDef) -> bool:
    calls = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return "dataclass" in {tree.dotted(one) for one in calls}


def members(node: ast.ClassDef) -> set[str]:
    """Columns of a table or fields of a dataclass."""
    columns = {
        target.id
        for line in node.body
        if isinstance(line, ast.Assign) and is_field(line.value)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    annotated = {
        line.target.id for line in node.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }
    return columns | (annotated if is_dataclass(node) else set())


def spelled(name: str) -> str:
    """One spelling of a noun: `HariKerja` and `hari_kerja` are one, and `pegawai_id` is a `pegawai`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return re.sub(r"_ids?$", "", snake)


def gather(path: Path) -> dict[str, str]:
    """Each noun of a file and where it stands."""
    found = {}
    for node in ast.walk(tree.parse(path)):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        table = bool({"Record", "Model"} & {tree.dotted(base) for base in node.bases})
        if table or is_dataclass(node):
            for noun in {node.name, *members(node)} - PLUMBING:
                found[spelled(noun)] = f"{tree.name(path)} ({node.name})"
    return found


def nouns() -> dict[str, str]:
    """Every noun of the record with the file that bears it."""
    found: dict[str, str] = {}
    for path in tree.sources("models", "rules"):
        for noun, place in gather(path).items():
            found.setdefault(noun, place)
        if path.parent.name == "models" and "_" not in path.stem:
            found.setdefault(path.stem, tree.name(path))
    return found
