"""The page that somebody follows who has a new machine, the disk and the recovery code, and nothing else."""

from __future__ import annotations

from pathlib import Path

from appliance.documents.press import Kerja, print_files

GROUPS, SIGNS = 6, 5  # of the recovery code, as boxes to write it in


def sheet(kabupaten: str, disk: str, target: Path) -> int:
    """Print it into `target`; returns its pages. `disk` is where the backup disk is mounted. Raises GagalCetak."""
    values = {"kabupaten": kabupaten, "disk": disk, "kelompok": GROUPS, "tanda": SIGNS}
    (done,) = print_files([Kerja("pemulihan.html", str(target), values)])
    return done.halaman
