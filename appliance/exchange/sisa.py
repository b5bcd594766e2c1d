"""Files that somebody uploaded and never confirmed: their bytes go after some days."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from appliance.exchange.stage import FOLDER, alone
from appliance.models.impor import Impor
from appliance.models.tugas import unfinished

_BYTES = re.compile(r"\.?([0-9a-f]{64})(\.\d+)?", re.ASCII)  # a file, or the beginning of one that was cut off


def sweep_staged(data_folder: Path, before: int) -> int:
    """Remove staged files last uploaded before `before` (Unix time) that no import and no waiting task names.

    What was ever entered stays for good. Leaves everything alone while an import runs; returns how many went.
    """
    with alone(data_folder, wait=False) as mine:
        if not mine:
            return 0
        waiting = {(tugas.isi or {}).get("hash") for tugas in unfinished()}
        old = [
            (found[1], path)
            for path in (data_folder / FOLDER).iterdir()
            if (found := _BYTES.fullmatch(path.name)) and path.stat().st_mtime < before
        ]
        entered: Any = Impor.select(Impor.hash).distinct().tuples()
        kept = waiting | {name for (name,) in entered}
        gone = [path for name, path in old if name not in kept]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)
