"""docs/BERKAS.md describes every KIND, every column of it, with an example that enters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from appliance.exchange.kinds import KINDS
from appliance.exchange.rows import header_faults
from tests.exchange.desk import Desk

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "BERKAS.md").read_text(encoding="utf-8")
SECTION = dict(re.findall(r"^## `(\w+)`.*?\n(.*?)(?=^## |\Z)", MANUAL, re.M | re.S))
FIRST = ("opd", "mesin", "jadwal", "pegawai")
ORDER = [*FIRST, *(jenis for jenis in KINDS if jenis not in FIRST)]


def example(jenis: str) -> str:
    found = re.search(r"```csv\n(.*?)```", SECTION[jenis], re.S)
    assert found, f"{jenis} has no example"
    return found[1]


def test_every_kind_has_its_section() -> None:
    assert set(SECTION) == {*KINDS, "attlog", "peraturan"}


@pytest.mark.parametrize("jenis", KINDS)
def test_every_column_has_its_line_and_no_other(jenis: str) -> None:
    told = re.findall(r"^\| (\*\*)?`(\w+)`(?:\*\*)? \| (ya|-) \|", SECTION[jenis], re.M)
    kind = KINDS[jenis]
    assert [name for _, name, _ in told] == [kolom.nama for kolom in kind.kolom]
    assert [must == "ya" for _, _, must in told] == [kolom.wajib for kolom in kind.kolom]
    keys = {name for bold, name, _ in told if bold}
    assert keys == set(kind.utama.kunci) | set(kind.bagian[0].kunci)


@pytest.mark.parametrize("jenis", KINDS)
def test_every_example_names_only_known_columns(jenis: str) -> None:
    assert header_faults(KINDS[jenis], example(jenis).splitlines()[0].split(","), ignore_extra=False) == []


def test_the_examples_enter_one_after_another(desk: Desk) -> None:
    for jenis in ORDER:
        assert desk.enter(jenis, example(jenis)).baru > 0, jenis
