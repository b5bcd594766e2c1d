"""What we stand on is asked for by name, locked by hash and has its reason in docs/KETERGANTUNGAN.md."""

import re
import sys
import tomllib

import pytest

from tests.contracts import tree

# What a package is imported as, where that is not its name.
IMPORTED_AS = {
    "pyzk": "zk",
    "pillow": "PIL",
    "argon2-cffi": "argon2",
    "htmx-flask": "htmx_flask",
    "pytest-xdist": "xdist",
}

# Parts of a package that we ask for, imported under a name of their own.
WITHIN = {"playhouse": "peewee", "jinja2": "flask", "werkzeug": "flask", "markupsafe": "flask"}


def project() -> dict[str, list[str]]:
    """Direct dependencies by group; the box's own under an empty name."""
    table = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": table["dependencies"], **table["optional-dependencies"]}
    return {group: [re.split(r"[\[<>=~]", line)[0] for line in lines] for group, lines in groups.items()}


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+==\S+)", (tree.ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("package", sorted({name for names in project().values() for name in names}))
def test_each_dependency_has_its_reason(package: str) -> None:
    assert f"| {package} |" in (tree.ROOT / "docs" / "KETERGANTUNGAN.md").read_text(encoding="utf-8")


def test_the_box_imports_only_what_it_asks_for() -> None:
    asked = {IMPORTED_AS.get(name, name) for name in project()[""]} | {*sys.stdlib_module_names, "appliance"}
    wrong = [
        f"{tree.name(path)} imports {module}"
        for path in tree.sources()
        for module in sorted(tree.imports(path))
        if WITHIN.get(module.split(".")[0], module.split(".")[0]) not in asked
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(("group", "lock"), [("", "requirements.lock"), ("dev", "requirements-dev.lock")])
def test_each_dependency_is_locked(group: str, lock: str) -> None:
    locked = {pin.split("==")[0] for pin in pins(lock)}
    assert sorted(set(project()[group]) - locked) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-build.lock"])
def test_every_locked_package_has_a_hash_and_no_place_to_fetch_from(lock: str) -> None:
    text = (tree.ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [package.split("=")[0] for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_tests_run_on_the_versions_that_people_get() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
