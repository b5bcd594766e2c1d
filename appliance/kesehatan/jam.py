"""The clock: whether it is in doubt, held to a time source by the kernel, and not before what was written."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

from appliance.keadaan_kotak import of_clock
from appliance.kesehatan.baris import Baris, Tinjau, when
from appliance.models.jejak import Jejak

UNSYNC, ERROR = 0x40, 5  # STA_UNSYNC and TIME_ERROR of <sys/timex.h>
WRONG = 2.0  # seconds beside the time source that somebody should look at


class _Timex(ctypes.Structure):
    """The beginning of `struct timex`; the rest is room for the kernel to write into."""

    _fields_ = (("modes", ctypes.c_uint), ("offset", ctypes.c_long), ("freq", ctypes.c_long),
                ("maxerror", ctypes.c_long), ("esterror", ctypes.c_long), ("status", ctypes.c_int),
                ("rest", ctypes.c_char * 256))  # fmt: skip


class Selaras(NamedTuple):
    """`ya`: held to a time source; None when nobody says. `beda`: seconds beside it, as far as known."""

    ya: bool | None
    beda: float | None = None


def synchronised() -> Selaras:
    """What chrony says; without it what the kernel was told by whoever sets the clock."""
    return _by_chrony() or Selaras(_by_kernel())


def _by_chrony() -> Selaras | None:
    command = ["chronyc", "-n", "-c", "tracking"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=3, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return read_tracking(done.stdout) if done.returncode == 0 else None


def read_tracking(text: str) -> Selaras | None:
    """The line of `chronyc -c tracking`: the fifth field is the offset, the last whether it is synchronised."""
    fields = text.strip().split(",")
    try:
        return Selaras(fields[-1] != "Not synchronised", float(fields[4]))
    except (IndexError, ValueError):
        return None


def _by_kernel() -> bool | None:
    try:
        said = _Timex()
        state = ctypes.CDLL(None).adjtimex(ctypes.byref(said))
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != ERROR and not said.status & UNSYNC


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    for doubt in of_clock():
        yield Baris("Jam", "bad", doubt.teks)
        return
    latest = Jejak.select(Jejak.kapan).order_by(Jejak.id.desc()).limit(1).scalar()
    latest = Jejak.kapan.python_value(latest)
    if latest is not None and latest > tinjau.now:
        yield Baris("Jam", "bad", f"menunjuk {when(tinjau.now)}, lebih awal daripada catatan terakhir {when(latest)}",
                    "Betulkan jamnya dahulu: jam yang salah menjadi uang yang salah.")  # fmt: skip
        return
    found = synchronised()
    beside = "" if found.beda is None else f", selisih {abs(found.beda):.3f} detik".replace(".", ",")
    if found.ya and abs(found.beda or 0) <= WRONG:
        yield Baris("Jam", "good", f"selaras dengan sumber waktu{beside}")
    elif found.ya is None:
        yield Baris("Jam", "info", "tidak diketahui selaras atau tidak")
    else:
        yield Baris("Jam", "warn", f"tidak selaras dengan sumber waktu{beside}",
                    "Periksa sumber waktu (NTP) dan cocokkan jam kotak dengan jam yang benar.")  # fmt: skip
