"""Reading a paper back as a person would: its text, its rows, its numbers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

# No., then (after names, golongan) the numbers of columns 4 to 18.
ROW = re.compile(r"^ {0,12}(\d+) .*?\s(\d{1,2})((?:\s+(?:−?[\d.,]+|–)){14})\s*$")
SUM = re.compile(r"^\s*(Jumlah [A-Za-z ]+?) \((\d+) orang\)((?:\s+−?[\d.]+){10})\s*$")
COLUMNS = (
    "pagu", "persen_kinerja", "persen_kehadiran", "persen_penilaian", "tpp_kinerja", "tpp_kehadiran", "capaian",
    "potongan_hukdis", "tpp", "persen_pph", "pph_21", "bpjs_1", "bpjs_4", "bersih",
)  # fmt: skip
AMOUNTS = tuple(name for name in COLUMNS if not name.startswith("persen_"))


def text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout


def pages(path: Path) -> list[str]:
    return text(path).split("\f")[:-1]


def number(word: str) -> int:
    return int(word.replace(".", "").replace("−", "-"))


def rows(paper: str) -> list[dict[str, int]]:
    """The amounts of each person, in the order of the paper."""
    found = []
    for line in paper.splitlines():
        if match := ROW.match(line):
            words = dict(zip(COLUMNS, match[3].split(), strict=True))
            found.append({name: number(words[name]) for name in AMOUNTS})
    return found


def sums(paper: str) -> dict[str, dict[str, int]]:
    """The sum lines by their names; `orang` counts the people."""
    found = {}
    for line in paper.splitlines():
        if match := SUM.match(line):
            words = zip(AMOUNTS, (number(word) for word in match[3].split()), strict=True)
            found[match[1]] = {"orang": int(match[2]), **dict(words)}
    return found
