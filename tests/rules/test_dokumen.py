"""docs/PERATURAN.md has a paragraph for each entry that a decree may give, and its example is a valid decree."""

import re
from pathlib import Path

import pytest

from appliance.rules.peraturan import parse
from appliance.rules.skema import JAM_KERJA, SKEMA, validator

TEKS = (Path(__file__).parents[2] / "docs" / "PERATURAN.md").read_text("utf-8")
PARAGRAF = {
    kunci: isi.strip()
    for judul, isi in re.findall(r"^### (.+)\n((?:(?!#).*\n?)+)", TEKS, re.MULTILINE)
    for kunci in re.findall(r"`([^`]+)`", judul)
}


@pytest.mark.parametrize("kunci", [*SKEMA, f"{JAM_KERJA}<jadwal>"])
def test_each_entry_has_its_paragraph(kunci):
    assert PARAGRAF.get(kunci)


def test_no_paragraph_is_about_an_entry_that_is_not_known():
    assert [k for k in PARAGRAF if validator(k.replace("<jadwal>", "5-hari")) is None] == []


def test_the_example_is_a_valid_decree():
    (contoh,) = re.findall(r"```toml\n(.+?)```", TEKS, re.DOTALL)
    peraturan = parse(contoh, "PERATURAN.md")
    assert [(k, e.contoh) for k, e in peraturan.entri.items()] == [
        ("kehadiran.tanpa_apel", False),
        ("kehadiran.terlambat", True),
    ]
