"""Looks at the machine's clock again and again. While it is in doubt everything goes by the time that must have passed.

`clock` is corrected by the difference, so that sign-ins, codes and windows neither come back nor run out, and no row is
written earlier than the last one. A fixed clock (EKINERJA_SEKARANG) was chosen by somebody and is not doubted.
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from appliance import clock, settings
from appliance.models import gangguan_disk, jam
from appliance.models.base import db
from appliance.models.jejak import Jejak, Pelaku, Perubahan, record
from appliance.models.presensi_ragu import hold_back

TIME_ERROR = 5  # what adjtimex answers while no time source agrees with the clock (timex.h)
log = logging.getLogger(__name__)
_known: list[jam.Pendapat] = []  # what was found last, for those who may not ask the database


def synced() -> bool:
    """Whether the kernel says that a time source keeps this clock."""
    try:
        return ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)) not in (-1, TIME_ERROR)
    except (OSError, AttributeError):
        return False


def seen() -> jam.Terbaca:
    """What the machine shows now."""
    try:
        start = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        start = "?"
    return jam.Terbaca(int(clock.shown()), start, int(clock.running()), synced())


def fixed() -> bool:
    return settings.load().sekarang is not None


def at(unix: int) -> datetime:
    return datetime.fromtimestamp(unix, settings.load().zona).replace(tzinfo=None)


def look() -> jam.Pendapat | None:
    """Judge, note and correct; None where the clock is a fixed one."""
    if fixed():
        return None
    now = seen()
    told = jam.judge(jam.known(_last_row() if jam.mark_of() is None else None), now)
    try:
        if told.keadaan == jam.BETUL and jam.ragu():
            look_again(now)
        jam.keep(told, now, at(now.unix))
    except Exception as error:  # a full disk keeps nobody from reading
        if gangguan_disk.of(error) in (None, gangguan_disk.RUSAK):
            raise
    if not _known or _known[0].keadaan != told.keadaan:
        _say(told, now)
    _known[:] = [told]
    clock.anchor(clock.shown() if told.keadaan == jam.BETUL else told.seharusnya)
    return told


def _last_row() -> int | None:
    last: Any = Jejak.select(Jejak.kapan).order_by(Jejak.id.desc()).limit(1).scalar()
    return None if last is None else int(last.replace(tzinfo=settings.load().zona).timestamp())


def _say(told: jam.Pendapat, now: jam.Terbaca) -> None:
    if told.keadaan != jam.BETUL:
        log.error("jam kotak %s: menunjukkan %s, seharusnya sekitar %s; lihat `ekinerja jam`",
                  told.keadaan, at(now.unix), at(told.seharusnya))  # fmt: skip


def look_again(now: jam.Terbaca) -> None:
    """The doubt is over: what machines pushed meanwhile and still lies ahead is held back, before it is noted so."""
    clocks = {
        zona: datetime.fromtimestamp(now.unix, zone).replace(tzinfo=None) for zona, zone in settings.ZONES.items()
    }
    hold_back(clocks, Pelaku(None, "jam kotak", "jam betul lagi", at(now.unix)))


def doubt() -> str:
    """`mundur` or `maju`, as found last or as it jumped this very moment; else nothing. Asks nobody."""
    if fixed() or not _known:
        return ""
    off, known = clock.sway(), _known[0].keadaan
    if known == jam.BETUL and abs(off) > clock.SWAY:
        return jam.MUNDUR if off < 0 else jam.MAJU
    return "" if known == jam.BETUL else known


def confirm(pelaku: Pelaku) -> None:
    """The clock is right as it stands."""
    now = seen()
    with db.atomic():
        look_again(now)
        jam.confirm(now, at(now.unix), pelaku.nama)
        record(pelaku, [Perubahan("nyatakan betul", "jam", f"{at(now.unix):%Y-%m-%d %H:%M}", None, None)])
    look()


def watch() -> None:
    """Look every half minute, in a thread of its own, for as long as the process lives."""
    threading.Thread(target=_watching, name="timekeeper", daemon=True).start()


def _watching() -> None:
    while True:
        try:
            with db.connection_context():
                look()
        except Exception:
            log.exception("jam kotak tidak dapat diperiksa")
        time.sleep(jam.EVERY)
