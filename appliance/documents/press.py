"""The parent's side: hand plain data to a child that prints, and see that it ends."""

from __future__ import annotations

import errno
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MAX_MEMORY = 192 * 2**20  # bytes of data a child may take; what it needs is measured at under 160 MB resident
SLIPS_A_FILE = 10  # a rendering holds all its pages in memory
FILES_A_CHILD = 10  # then a fresh one: WeasyPrint keeps a little of every rendering
ROOT = Path(__file__).resolve().parents[2]


class GagalCetak(RuntimeError):
    """A paper could not be printed; the message says which and what the child said last."""


@dataclass(frozen=True, slots=True)
class Kerja:
    """One file to print: the template's name, where it goes, and plain data."""

    templat: str
    berkas: str
    isi: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tercetak:
    """What the child said of one file; `puncak_kb` is the most memory that it had held by then."""

    berkas: str
    halaman: int
    puncak_kb: int


def print_files(kerja: Sequence[Kerja], detik: float = 300) -> Iterator[Tercetak]:
    """Print files, FILES_A_CHILD to a child, each child within `detik` seconds of wall time. Raises GagalCetak."""
    for start in range(0, len(kerja), FILES_A_CHILD):
        yield from _one_child(kerja[start : start + FILES_A_CHILD], detik)


def _one_child(kerja: Sequence[Kerja], detik: float) -> list[Tercetak]:
    job = json.dumps({"batas_memori": MAX_MEMORY, "batas_cpu": math.ceil(detik), "kerja": [asdict(k) for k in kerja]})
    child = start_child()
    try:
        out, said = child.communicate(job, timeout=detik)
    except subprocess.TimeoutExpired:
        raise GagalCetak(f"{kerja[0].berkas}: belum selesai dalam {detik:g} detik") from None
    finally:
        end(child)
    done = [Tercetak(**json.loads(line)) for line in out.splitlines()]
    if child.returncode != 0 or len(done) != len(kerja):
        if f"[Errno {errno.ENOSPC}]" in said:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # no fault of the paper: there will be room again
        last = said.strip().splitlines()[-1:] or [f"berakhir dengan {child.returncode}"]
        raise GagalCetak(f"{kerja[min(len(done), len(kerja) - 1)].berkas}: {last[0]}")
    return done


def start_child() -> subprocess.Popen[str]:
    """A child in a group of its own, with nothing of our environment and the same hash order every time."""
    surroundings = {
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0", "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "appliance.documents.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings,
        start_new_session=True,
    )  # fmt: skip


def end(child: subprocess.Popen[str]) -> None:
    """Make sure that the child and its children are gone and its pipes closed."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            pipe.close()
