"""Small files, small functions: a reader holds one idea at a time."""

import ast
from pathlib import Path
from statistics import median

from tests.contracts import tree

FILE_LIMIT = 250
MEDIAN_LIMIT = 80
FUNCTION_LIMIT = 30
PART_LIMIT = 40
ROUTE_LIMIT = 10
JOB_LIMIT = 5

# A migration is frozen as it was written; it says once what the tables are.
FROZEN = "appliance/migrations/"


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def own_sources() -> list[Path]:
    return [path for path in tree.sources() if not tree.name(path).startswith(FROZEN)]


def test_no_file_is_long() -> None:
    tests = sorted((tree.ROOT / "tests").rglob("*.py"))
    wrong = [f"{tree.name(path)}: {lines(path)}" for path in [*own_sources(), *tests] if lines(path) > FILE_LIMIT]
    assert not wrong, "\n" + "\n".join(wrong)


def test_most_files_are_short() -> None:
    assert median(lines(path) for path in own_sources() if path.stat().st_size) < MEDIAN_LIMIT


def test_functions_are_short() -> None:
    wrong = [
        f"{tree.name(path)}:{function.lineno} {function.name}: {tree.length(function)}"
        for path in own_sources()
        for function in tree.functions(path)
        if tree.length(function) >= FUNCTION_LIMIT
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def decorated(path: Path, verbs: set[str]) -> list[tree.Function]:
    """Functions under a decorator whose last name is one of `verbs`, such as `@pages.get("/")`."""
    found = []
    for function in tree.functions(path):
        for decorator in function.decorator_list:
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if tree.dotted(call).rpartition(".")[2] in verbs:
                found.append(function)
                break
    return found


def too_long(folder: str, verbs: set[str], limit: int) -> list[str]:
    return [
        f"{tree.name(path)}:{function.lineno} {function.name}: {body(function)}"
        for path in tree.sources(folder)
        for function in decorated(path, verbs)
        if body(function) > limit
    ]


def body(function: tree.Function) -> int:
    """Lines between the colon of `def` and the end, without the docstring."""
    signature = function.body[0].lineno - function.lineno
    return tree.length(function) - (signature if ast.get_docstring(function) is None else 1)


def test_routes_find_call_one_verb_and_render() -> None:
    wrong = too_long("web", {"get", "post", "route", "put", "delete", "patch"}, ROUTE_LIMIT)
    assert not wrong, "\n" + "\n".join(wrong)


def test_jobs_load_and_call_one_verb() -> None:
    wrong = too_long("jobs", {"task", "periodic_task"}, JOB_LIMIT)
    assert not wrong, "\n" + "\n".join(wrong)


def test_template_parts_are_short() -> None:
    parts = sorted((tree.ROOT / "templates").rglob("_*.html"))
    wrong = [f"{tree.name(path)}: {lines(path)}" for path in parts if lines(path) >= PART_LIMIT]
    assert not wrong, "\n" + "\n".join(wrong)
