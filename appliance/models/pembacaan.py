"""A network machine's reading taken in: raw bytes kept, punches received, coverage moved, state shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from appliance.models.base import db
from appliance.models.mesin import Mesin, Pembacaan
from appliance.models.penerimaan import Diterima, receive
from appliance.models.presensi import Karantina, Presensi
from appliance.models.tandai import settle_coverage

KEPT = 5  # raw logs of a machine kept: each holds all the earlier ones


class ReadingLike(Protocol):
    """What `devices.zk` gives of one contact."""

    @property
    def status(self) -> str: ...
    @property
    def kalimat(self) -> str: ...
    @property
    def n1(self) -> int | None: ...
    @property
    def kapasitas(self) -> int | None: ...
    @property
    def drift_s(self) -> int | None: ...
    @property
    def punches(self) -> list[Any]: ...
    @property
    def rejected(self) -> list[Any]: ...
    @property
    def blob(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...
    @property
    def users(self) -> dict[str, str]: ...
    @property
    def log_diganti(self) -> bool: ...
    @property
    def ukuran(self) -> int | None: ...
    @property
    def ekor(self) -> tuple[tuple[str, datetime], ...]: ...


def keep_blob(folder: Path, sha256: str, blob: bytes) -> str:
    """Raw bytes safely on disk before anything is made of them; returns their name in the folder."""
    name = f"{sha256}.z"
    path = folder / name
    if blob and not path.exists():
        temporary = folder / f".{name}.{os.getpid()}"
        try:
            with temporary.open("wb") as file:
                file.write(blob)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)  # on a full disk half of it takes room from the rest
    return name if blob else ""


def take_in(mesin: Mesin, reading: ReadingLike, folder: Path, begun: datetime, now: datetime) -> Pembacaan:
    """Store one reading of a network machine. Punches that came are good whatever else went wrong."""
    muatan = keep_blob(folder, reading.sha256, reading.blob)
    cut_off = (Pembacaan.mesin == mesin) & (Pembacaan.keadaan == "berjalan")
    Pembacaan.update(keadaan="terputus", pesan="Pembacaan terhenti di tengah jalan; diulang.").where(cut_off).execute()
    row: Pembacaan = Pembacaan.create(
        mesin=mesin, jalur="lan", mulai=begun, keadaan="berjalan", diklaim=reading.n1, selisih_jam=reading.drift_s,
        muatan=muatan,
    )  # fmt: skip
    counts = receive(mesin, reading.punches, reading.rejected, pembacaan=row)
    detail = {"pin_asing": counts.asing or {}, "nama": named(reading, counts), "log_diganti": reading.log_diganti}
    detail |= {"jumlah": len(reading.punches) + len(reading.rejected), "ukuran": reading.ukuran, "ekor": reading.ekor}
    with db.atomic():
        Pembacaan.update(
            selesai=now, keadaan=reading.status, pesan=reading.kalimat, terbaca=len(reading.punches), baru=counts.baru,
            karantina=counts.karantina, pin_asing=len(counts.asing or {}), rincian=detail,
        ).where(Pembacaan.id == row.id).execute()  # fmt: skip
        _show(mesin, reading, now)
    if reading.status in ("lengkap", "tak_berubah"):
        cover(mesin, begun.date() - timedelta(days=1), [p.waktu for p in reading.punches])
    _prune(mesin, folder)
    return row


def last_complete(mesin: Mesin) -> Pembacaan | None:
    """The last reading that brought all the machine held."""
    found: Pembacaan | None = (
        Pembacaan.select()
        .where((Pembacaan.mesin == mesin) & (Pembacaan.jalur == "lan") & (Pembacaan.keadaan == "lengkap"))
        .order_by(Pembacaan.id.desc())
        .first()
    )
    return found


def cover(mesin: Mesin, until: date, waktu: Sequence[datetime]) -> None:
    """Everything up to `until` has arrived from this machine: judge what can be judged now."""
    known: date | None = Mesin.select(Mesin.tercakup).where(Mesin.id == mesin.id).scalar()
    if known is None or until > known:
        Mesin.update(tercakup=until).where(Mesin.id == mesin.id).execute()
        settle_coverage(mesin.opd.id, min(waktu).date() if waktu else None)


def named(reading: ReadingLike, counts: Diterima) -> dict[str, str]:
    """The machine's own names of unknown PINs: a hint for the operator, badly spelt by machines."""
    return {pin: reading.users[pin] for pin in counts.asing or {} if pin in reading.users}


def held(mesin: Mesin) -> int:
    """How many distinct records of this machine are stored, quarantine included."""
    good = Presensi.select().where((Presensi.mesin == mesin.id) & ~Presensi.ditarik).count()
    return int(good + Karantina.select().where(Karantina.mesin == mesin.id).count())


def _show(mesin: Mesin, reading: ReadingLike, now: datetime) -> None:
    answered = reading.status in ("lengkap", "sebagian", "tak_berubah", "kosong")
    changes: dict[str, Any] = {"keadaan": reading.status}
    if answered:
        changes |= {"kontak": now, "jumlah": reading.n1, "kapasitas": reading.kapasitas, "selisih_jam": reading.drift_s}
    Mesin.update(changes).where(Mesin.id == mesin.id).execute()


def _prune(mesin: Mesin, folder: Path) -> None:
    """Drop the oldest raw logs of a network machine; a file that another reading names stays."""
    rows = (
        Pembacaan.select(Pembacaan.id, Pembacaan.muatan)
        .where((Pembacaan.mesin == mesin.id) & (Pembacaan.jalur == "lan") & (Pembacaan.muatan != ""))
        .order_by(Pembacaan.id.desc())
    )
    for old in list(rows)[KEPT:]:
        Pembacaan.update(muatan="").where(Pembacaan.id == old.id).execute()
        if not Pembacaan.select().where(Pembacaan.muatan == old.muatan).exists():
            (folder / old.muatan).unlink(missing_ok=True)
