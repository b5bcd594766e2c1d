"""What push machines send: kept raw first, then taken in, and committed before they are told so."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from appliance.models.base import db
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.pembacaan import cover
from appliance.models.penerimaan import PunchLike, RejectedLike, receive

SEEN_EVERY = timedelta(minutes=1)


def known_machine(sn: str, peer: str) -> Mesin | None:
    """The push machine of this serial, if it is on the list and calls from where it stands."""
    found: Mesin | None = Mesin.get_or_none((Mesin.sn == sn) & (Mesin.jalur == "adms"))
    if found is None or (found.alamat and found.alamat != peer):
        return None
    return found


def keep_raw(folder: Path, mesin: Mesin, body: bytes, peer: str, now: datetime, jenis: str = "adms") -> str:
    """Append a body, to the letter, to the machine's file of the day; returns the file's name in the folder."""
    name = f"{jenis}-{mesin.sn}-{now:%Y-%m-%d}.jsonl"
    line = {
        "kapan": now.isoformat(), "dari": peer, "sha256": hashlib.sha256(body).hexdigest(),
        "isi": body.decode("utf-8", errors="surrogateescape"),
    }  # fmt: skip
    _append(folder / name, json.dumps(line).encode("ascii") + b"\n")
    return name


def _append(path: Path, line: bytes) -> None:
    """The whole line or nothing of it, also on a full disk; after a power cut's half line on a line of its own."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        try:
            if os.write(handle, b"\n" * torn + line) != len(line) + torn:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def take_push(
    mesin: Mesin, punches: Sequence[PunchLike], rejected: Sequence[RejectedLike], muatan: str, now: datetime
) -> Pembacaan:
    """Take in one upload. All uploads of a machine's day are one Pembacaan, its counts added up."""
    row = _of_today(mesin, muatan, now)
    counts = receive(mesin, punches, rejected, pembacaan=row)
    with db.atomic():
        Pembacaan.update(
            selesai=now,
            terbaca=Pembacaan.terbaca + len(punches),
            baru=Pembacaan.baru + counts.baru,
            karantina=Pembacaan.karantina + counts.karantina,
            pin_asing=len(counts.asing or {}),
        ).where(Pembacaan.id == row.id).execute()
        Mesin.update(kontak=now, keadaan="lengkap").where(Mesin.id == mesin.id).execute()
    return row


def remember_stamp(mesin: Mesin, stamp: str | None) -> None:
    """Keep the machine's own stamp, to be echoed as it was given."""
    if stamp and stamp != mesin.stamp:
        Mesin.update(stamp=stamp).where(Mesin.id == mesin.id).execute()


def seen(mesin: Mesin, now: datetime, count: int | None = None) -> None:
    """The machine called. Written at most once a minute: it calls every few seconds."""
    if mesin.kontak is None or now - mesin.kontak >= SEEN_EVERY or (count is not None and count != mesin.jumlah):
        changes = {"kontak": now} if count is None else {"kontak": now, "jumlah": count}
        Mesin.update(changes).where(Mesin.id == mesin.id).execute()


def arrived(mesin: Mesin, now: datetime) -> None:
    """The machine has nothing more to send: its data cover all days before today."""
    until = now.date() - timedelta(days=1)
    if mesin.tercakup is None or mesin.tercakup < until:
        cover(mesin, until, _earliest(mesin))


def _earliest(mesin: Mesin) -> list[datetime]:
    since = mesin.tercakup or date.min
    rows = Pembacaan.select(Pembacaan.mulai).where((Pembacaan.mesin == mesin) & (Pembacaan.mulai > since))
    first = rows.order_by(Pembacaan.mulai).first()
    return [first.mulai] if first is not None else []


def _of_today(mesin: Mesin, muatan: str, now: datetime) -> Pembacaan:
    row: Pembacaan | None = Pembacaan.get_or_none((Pembacaan.mesin == mesin) & (Pembacaan.muatan == muatan))
    if row is None:
        row = Pembacaan.create(mesin=mesin, jalur="adms", mulai=now, keadaan="lengkap", muatan=muatan)
    return row
