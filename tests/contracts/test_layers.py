"""Imports point inward: what a folder may know of the others stands in one table."""

from pathlib import Path

from tests.contracts import tree

INNER = {"rules", "models", "access", "devices", "exchange", "documents", "kesehatan", "jobs", "web"}
EDGE = {"settings", "clock", "box", "giliran", "kerusakan", "timekeeper", "keadaan_kotak"}

# What each part may import of ours beside itself. The edges (start, command line, made-up regency) may know all.
MAY_IMPORT: dict[str, set[str]] = {
    "rules": set(),
    "devices": set(),
    "models": {"rules"},
    "migrations": {"models"},
    "access": {"models", "rules"},
    # a USB log is a file that a machine wrote: devices reads it, exchange keeps it
    "exchange": {"models", "rules", "devices"},
    "documents": {"models", "rules"},
    # how the box is: asked by the page, the command line and the worker
    "kesehatan": {"models", "rules"} | EDGE,
    # restic and age; it opens the box like a job, and proves what it restored
    "backup": {"models"} | EDGE,
    # a stopped import is finished by the worker, so jobs know exchange
    "jobs": {"models", "rules", "devices", "documents", "exchange", "kesehatan", "backup"} | EDGE,
    # the web previews files, speaks the push protocol and enqueues; it never makes a document itself
    "web": {"access", "models", "rules", "exchange", "devices", "jobs", "kesehatan"} | EDGE,
    "settings": set(),
    "clock": {"settings"},
    "giliran": {"clock"},
    "keadaan_kotak": {"clock", "giliran", "kerusakan", "timekeeper", "models"},
    "timekeeper": {"clock", "settings", "models"},
    "kerusakan": {"clock", "box", "models"},
    "box": {"models", "settings", "clock"},
    "commands": INNER | EDGE | {"demo", "backup"},
    "demo": INNER | EDGE,
    "cli": {"commands", "box", "models", "settings", "keadaan_kotak"},
}

# The law is pure: only what computes, nothing that reads a file, a clock, a network or the environment.
PURE = {
    "__future__", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "itertools", "math", "operator", "re", "tomllib", "types", "typing",
}  # fmt: skip


def part(module: str) -> str:
    """`models` for `appliance.models.opd`; the access matrix and its rows belong to access."""
    pieces = module.split(".")
    return "access" if pieces[1] in ("access_matrix", "access_row", "access_box") else pieces[1]


def own_part(path: Path) -> str:
    return part("appliance." + path.relative_to(tree.APPLIANCE).parts[0].removesuffix(".py"))


def test_every_part_has_its_row_in_the_table() -> None:
    present = {own_part(path) for path in tree.sources()} - {"__init__"}
    assert present <= MAY_IMPORT.keys(), "a new folder needs a row here and in docs/ARSITEKTUR.md"


def test_imports_point_inward() -> None:
    wrong = []
    for path in tree.sources():
        own = own_part(path)
        for module in sorted(tree.imports(path)):
            if module.startswith("appliance.") and part(module) not in MAY_IMPORT.get(own, INNER) | {own}:
                wrong.append(f"{tree.name(path)} imports {module}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_law_is_pure() -> None:
    wrong = [
        f"{tree.name(path)} imports {module}"
        for path in tree.sources("rules")
        for module in sorted(tree.imports(path))
        if module.split(".")[0] not in PURE | {"appliance"}
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_each_outside_thing_is_known_in_one_place() -> None:
    places = {
        "zk": ("appliance/devices/",),
        "weasyprint": ("appliance/documents/",),
        "huey": ("appliance/jobs/", "appliance/commands/work.py"),
        "flask": ("appliance/web/",),
        "waitress": ("appliance/web/", "appliance/commands/serve.py"),
        "openpyxl": ("appliance/exchange/",),
        "PIL": ("appliance/exchange/foto.py",),
        "htmx_flask": ("appliance/web/render.py",),
        "argon2": ("appliance/models/", "appliance/web/"),
        "peewee": (
            "appliance/models/",
            "appliance/migrations/",
            "appliance/access",
            "appliance/web/errors.py",
            "appliance/commands/",
        ),
        "playhouse": ("appliance/models/", "appliance/migrations/", "appliance/jobs/queue.py"),
        "sqlite3": ("appliance/models/sqlite.py",),
    }
    wrong = [
        f"{tree.name(path)} imports {module}"
        for path in tree.sources()
        for module in sorted(tree.imports(path))
        if not tree.name(path).startswith(places.get(module.split(".")[0], ("",)))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_drawer_for_whatever_fits_nowhere() -> None:
    drawers = {"services", "utils", "util", "helpers", "common", "misc", "lib", "managers"}
    wrong = [tree.name(path) for path in tree.sources() if drawers & {*path.parent.parts, path.stem}]
    assert not wrong, "\n" + "\n".join(wrong)
