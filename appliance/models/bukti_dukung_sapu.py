"""Files that no report carries any more: taken away by night, once nothing has touched them for a week.

Whoever keeps a file that lies there already touches it (`bukti_dukung.keep`), and so does who takes it off a report. A
file is therefore first moved aside and only then looked at again: an upload that came in between has either touched it,
and it goes back, or found nothing under its name and wrote it anew. This needs no lock, on either database.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from peewee import chunked

from appliance.models import bukti_dukung
from appliance.models.base import BATCH
from appliance.models.bukti_dukung import BuktiDukung
from appliance.models.jejak import Pelaku, Perubahan, record

REST = timedelta(weeks=1) // timedelta(seconds=1)  # a backup that began before still finds what its records name
KEPT = re.compile(r"([0-9a-f]{64})\.(jpg|pdf)", re.ASCII)
ASIDE = re.compile(r"\.([0-9a-f]{64}\.(?:jpg|pdf))\.sapu", re.ASCII)
HALF = re.compile(r"\.[0-9a-f]{64}\.(?:jpg|pdf)\.[0-9a-f]{16}", re.ASCII)  # an upload that the power cut off


class Sapuan(NamedTuple):
    """What was taken away: how many files, and their bytes."""

    berkas: int
    bita: int


def sweep(now: int, pelaku: Pelaku) -> Sapuan:
    """Take away what is used by nobody; `now` in seconds since 1970. May be killed and run again at any moment."""
    total = Sapuan(0, 0)
    for folder in sorted(path for path in bukti_dukung.folder().iterdir() if path.is_dir()):
        names = sorted(os.listdir(folder))
        _finish(folder, names, now)
        for batch in chunked([name for name in names if KEPT.fullmatch(name)], BATCH):
            gone = _sweep(folder, batch, now)
            if gone:
                what = {"hash": [name.partition(".")[0] for name in gone], "bita": sum(gone.values())}
                record(pelaku, [Perubahan("sapu", "bukti_dukung", folder.name, None, what)])
            total = Sapuan(total.berkas + len(gone), total.bita + sum(gone.values()))
    return total


def _sweep(folder: Path, names: Sequence[str], now: int) -> dict[str, int]:
    """Bytes of each file that was taken away."""
    old = [name for name in names if _rests(folder / name, now)]
    used = _used(old)
    gone: dict[str, int] = {}
    for name in old:
        if name.partition(".")[0] not in used:
            size = _take(folder / name, now)
            if size is not None:
                gone[name] = size
    return gone


def _used(names: Sequence[str]) -> set[str]:
    digests = [name.partition(".")[0] for name in names]
    return {row.hash for row in BuktiDukung.select(BuktiDukung.hash).where(BuktiDukung.hash.in_(digests))}


def _take(path: Path, now: int) -> int | None:
    """Its bytes when it is gone; None when somebody used it meanwhile."""
    aside = path.with_name(f".{path.name}.sapu")
    os.replace(path, aside)
    if not _rests(aside, now):
        _put_back(aside, path)
        return None
    size = aside.stat().st_size
    aside.unlink()
    return size


def _finish(folder: Path, names: Sequence[str], now: int) -> None:
    """What an earlier sweep or an upload left half-way when it was killed."""
    for name in names:
        aside = ASIDE.fullmatch(name)
        if aside is not None:
            back = not _rests(folder / name, now) or bool(_used([aside[1]]))
            _put_back(folder / name, folder / aside[1]) if back else (folder / name).unlink()
        elif HALF.fullmatch(name) and _rests(folder / name, now):
            (folder / name).unlink()


def _put_back(aside: Path, path: Path) -> None:
    """Under its name again, unless it was written anew; the bytes are the same."""
    os.replace(aside, path)


def _rests(path: Path, now: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mtime < now - REST
    return False
