"""What the manual says of the box is what is installed: ports, questions, services, ceilings."""

from __future__ import annotations

import re
from pathlib import Path

from installer import install, lay, packages, render, update
from installer.questions import QUESTIONS

from tests.contracts import tree
from tests.installer.given import WHOLE, answers

MANUAL = (tree.ROOT / "docs/OPERASI.md").read_text(encoding="utf-8")


def table(title: str) -> list[list[str]]:
    """The rows of the first table below a heading."""
    below = MANUAL.split(f"### {title}\n", 1)[1].split("\n### ", 1)[0]
    rows = [line.strip("|").split("|") for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def listening(tmp_path: Path) -> set[str]:
    """Every port that the configurations of a box with everything open."""
    given = answers(tmp_path, WHOLE)
    nginx = set(re.findall(r"listen (?:\[::\]:)?(\d+)", render.nginx(given)))
    upsd = set(re.findall(r"^LISTEN \S+ (\d+)", render.fill("nut/upsd.conf", {}), re.MULTILINE))
    allowed = {port for line in render.firewall(given).splitlines() if " accept" in line and "tcp dport" in line
               for port in re.findall(r"\d+", line.split("tcp dport")[1])}  # fmt: skip
    assert nginx <= allowed, "a door that the firewall keeps shut"
    ssh = allowed - nginx
    assert ssh == {"22"}
    assert {"port 0", "cmdport 0"} <= set(render.chrony(given).splitlines())
    return nginx | upsd | ssh


def test_the_table_of_what_listens_names_every_port_and_no_other(tmp_path: Path) -> None:
    named = {row[0].split("/")[0] for row in table("Yang mendengarkan jaringan")}
    assert named == listening(tmp_path)


def test_no_service_of_ours_listens_to_the_network(tmp_path: Path) -> None:
    assert not list((render.BUILD / "units").glob("*.socket"))
    text = render.settings(answers(tmp_path, WHOLE))
    assert "EKINERJA_SOKET=/run/ekinerja/web.sock" in text and "EKINERJA_PORT" not in text


def test_every_question_stands_in_the_manual_and_no_other() -> None:
    named = [name for row in table("Memasang") for name in re.findall(r"`(\w+)`", row[0])]
    assert named == [question.name for question in QUESTIONS]


def test_every_question_says_why_and_what_is_usual() -> None:
    for question in QUESTIONS:
        assert question.text.endswith("?") and question.why.endswith("."), question.name
    usual = {name: row[2] for row in table("Memasang") for name in re.findall(r"`(\w+)`", row[0])}
    for question in QUESTIONS:
        if question.usual and question.name not in ("acme_dns",):
            assert question.usual in usual[question.name], question.name


def test_every_service_that_is_started_stands_in_the_table() -> None:
    named = " ".join(row[0] for row in table("Apa yang berjalan"))
    for unit in lay.STARTED:
        assert f"`{unit.removesuffix('.service')}`" in named, unit


def test_the_ceilings_are_those_of_the_units() -> None:
    for row in table("Apa yang berjalan"):
        name = row[0].split("`")[1].removesuffix(".timer")
        path = render.BUILD / ("units/nginx.service.d/ekinerja.conf" if name == "nginx" else f"units/{name}.service")
        if path.exists() and (found := re.search(r"^MemoryMax=(\d+)M", path.read_text(), re.MULTILINE)):
            assert row[2] == f"{found[1]} MB", name


def test_every_option_of_the_scripts_stands_in_the_manual() -> None:
    for parser in (install.parser(), update.parser()):
        for action in parser._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in MANUAL, option


def test_the_packages_that_the_box_needs_are_listed_once() -> None:
    names = packages.wanted(None)
    assert len(names) == len(set(names))
    assert {"nginx", "nftables", "chrony", "unattended-upgrades"} <= set(names)
