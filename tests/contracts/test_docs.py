"""What a person can type or set is written down: each command, option and setting, each decision."""

import argparse
import re
from collections.abc import Iterator

import pytest

from appliance import cli, settings
from tests.contracts import tree

MANUAL = "\n".join((tree.ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/OPERASI.md"))
DECISIONS = tree.ROOT / "docs" / "keputusan"


Parser = argparse.ArgumentParser


def commands(parser: Parser, before: str = "ekinerja") -> Iterator[tuple[str, Parser]]:
    """Every command that can be typed, with its own parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield f"{before} {name}", inner
                yield from commands(inner, f"{before} {name}")


def options(parser: Parser) -> list[str]:
    names = [option for action in parser._actions for option in action.option_strings if option.startswith("--")]
    return [name for name in names if name != "--help"]


@pytest.mark.parametrize("name", [name for name, _ in commands(cli.parser())])
def test_each_command_has_its_paragraph(name: str) -> None:
    assert re.search(rf"`{re.escape(name)}[` ]", MANUAL), f"{name} stands neither in README.md nor in docs/OPERASI.md"


def test_each_option_is_named_in_the_manual() -> None:
    every = [(name, option) for name, parser in commands(cli.parser()) for option in options(parser)]
    wrong = [f"{name} {option}" for name, option in every if option not in MANUAL]
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_manual_names_no_command_that_does_not_exist() -> None:
    known = {name.split()[1] for name, _ in commands(cli.parser())}
    assert set(re.findall(r"`ekinerja ([a-z]+)", MANUAL)) <= known


@pytest.mark.parametrize("name", settings.names())
def test_each_setting_has_its_paragraph(name: str) -> None:
    assert f"`{name}`" in MANUAL


def test_the_manual_names_no_setting_that_does_not_exist() -> None:
    assert set(re.findall(r"`(EKINERJA_[A-Z_]+)", MANUAL)) <= set(settings.names())


def test_each_script_has_its_paragraph() -> None:
    scripts = [path for path in (tree.ROOT / "scripts").iterdir() if path.is_file()]
    assert [f"scripts/{path.name}" for path in scripts if f"scripts/{path.name}" not in MANUAL] == []


def test_each_decision_stands_in_the_list_of_decisions() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DECISIONS.glob("*.md") if path.name != "README.md" and path.name not in index] == []


def test_links_between_the_documents_lead_somewhere() -> None:
    wrong = []
    for path in [*tree.ROOT.glob("*.md"), *(tree.ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                wrong.append(f"{tree.name(path)}: {target}")
    assert not wrong, "\n" + "\n".join(wrong)
