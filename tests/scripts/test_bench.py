"""The measurements run from end to end, on a regency small enough to wait for."""

from __future__ import annotations

import subprocess

import pytest

from tests.contracts import tree


@pytest.mark.long
def test_every_figure_is_printed_and_being_over_a_target_fails_nothing() -> None:
    bench = [tree.ROOT / "scripts" / "bench", "--people", "120", "--rows", "12000"]
    done = subprocess.run(bench, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("| ")]
    for name in (
        "judging", "computing and locking", "payment list: the child's peak", "Beranda: CPU", "Beranda: queries",
        "Kehadiran: HTML", "TPP, estimate: CPU", "web process: PSS after", "worker: PSS", "reading 100,000 records",
    ):  # fmt: skip
        assert any(row.startswith(name) for row in rows), name
    assert "Over the target:" in done.stdout
