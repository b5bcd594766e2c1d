"""Evidence of a report (bukti dukung): a row for each, the file under the hash of what stands in it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peewee import ForeignKeyField, IntegerField, TextField, fn

from appliance.models.base import Record, WaktuField
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan import Laporan
from appliance.models.pegawai import Pegawai
from appliance.models.prepared import Prepared
from appliance.models.refused import Refused

MOST = 5  # files of one report
_FOLDER: list[Path] = []


class BuktiDukung(Record):
    """`jenis` is jpg or pdf, `nama` as the person's device called it, `ukuran` in bytes; `hash` is SHA-256."""

    if TYPE_CHECKING:
        laporan_id: int

    laporan = ForeignKeyField(Laporan, backref="bukti", index=False, on_delete="CASCADE")
    nama = TextField()
    jenis = TextField()
    ukuran = IntegerField()
    hash = TextField(index=True)
    dibuat = WaktuField()

    class Meta:
        indexes = ((("laporan", "hash"), True),)


def bytes_kept() -> int:
    """Bytes of all evidence by its records; a file that two reports share counts twice."""
    total: int | None = BuktiDukung.select(fn.SUM(BuktiDukung.ukuran)).scalar()
    return int(total or 0)


def bind(place: Path) -> None:
    """Keep the files in this folder."""
    _FOLDER[:] = [place]


def folder() -> Path:
    """Where the files are kept."""
    return _FOLDER[0]


def path_of(digest: str, jenis: str) -> Path:
    """Where a file lies: two letters of its hash make the folder, so that none grows too full."""
    return _FOLDER[0] / digest[:2] / f"{digest}.{jenis}"


def attach(laporan: Laporan, nama: str, jenis: str, isi: bytes, pelaku: Pelaku) -> bool:
    """Keep a file with a report; False when it hangs there already. Raises Refused on `bukti` for one too many.

    The file is on the disk before its row is: a power cut leaves at worst a file that nobody knows.
    """
    digest = hashlib.sha256(isi).hexdigest()
    there: Any = BuktiDukung.select(BuktiDukung.hash).where(BuktiDukung.laporan == laporan)
    kept = {row[0] for row in there.tuples()}
    if digest in kept:
        return False
    if len(kept) >= MOST:
        raise Refused({"bukti": f"Paling banyak {MOST} bukti dukung untuk satu laporan."})
    keep(path_of(digest, jenis), isi)
    BuktiDukung.create(laporan=laporan, nama=nama, jenis=jenis, ukuran=len(isi), hash=digest, dibuat=pelaku.kapan)
    record(pelaku, [Perubahan("lampirkan", "bukti_dukung", str(laporan.id), None, {"nama": nama, "hash": digest})])
    return True


def detach(laporan: Laporan, ids: list[int], pelaku: Pelaku) -> None:
    """Take evidence off a report. The file stays, since another report may carry it; see `bukti_dukung_sapu`."""
    for row in BuktiDukung.select().where((BuktiDukung.laporan == laporan) & BuktiDukung.id.in_(ids)):
        before = {"nama": row.nama, "hash": row.hash}
        record(pelaku, [Perubahan("lepaskan", "bukti_dukung", str(laporan.id), before, None)])
        row.delete_instance()
        _touch(path_of(row.hash, row.jenis))


def detach_all(laporan: Laporan, pelaku: Pelaku) -> None:
    """All evidence of a report that is taken back."""
    detach(
        laporan, [row.id for row in BuktiDukung.select(BuktiDukung.id).where(BuktiDukung.laporan == laporan)], pelaku
    )


def of_reports(ids: list[int]) -> dict[int, list[BuktiDukung]]:
    """Evidence by report; one query."""
    found: dict[int, list[BuktiDukung]] = {}
    for stored in OF_REPORTS.rows(ids=ids) if ids else ():
        row = BuktiDukung(**{c.name: c.python_value(v) for c, v in zip(FIELDS, stored, strict=True)})
        found.setdefault(row.laporan_id, []).append(row)
    return found


FIELDS = tuple(BuktiDukung._meta.sorted_fields)


def _of_reports(ids: list[int]) -> Any:
    return BuktiDukung.select(*FIELDS).where(BuktiDukung.laporan.in_(ids)).order_by(BuktiDukung.id)


OF_REPORTS = Prepared(_of_reports, ids=list[int])


@dataclass(frozen=True, slots=True)
class BuktiSama:
    """Another report that carries the same file."""

    laporan_id: int
    pegawai_id: int
    nama: str
    tanggal: Any


def seen_elsewhere(digest: str, laporan_id: int) -> list[BuktiSama]:
    """Other reports, of anybody, that carry this very file; one indexed query."""
    same = (BuktiDukung.hash == digest) & (BuktiDukung.laporan != laporan_id)
    rows: Any = (
        BuktiDukung.select(Laporan.id, Pegawai.id, Pegawai.nama, Laporan.tanggal)
        .join(Laporan)
        .join(Pegawai)
        .where(same)
        .order_by(Laporan.tanggal)
    )
    return [BuktiSama(*row) for row in rows.tuples()]


def keep(target: Path, isi: bytes) -> None:
    """Whole or not at all. What lies there already is touched, so that no sweep takes it away meanwhile."""
    if _touch(target):
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(isi)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
    _sync(target.parent)


def _touch(path: Path) -> bool:
    """Whether it is there; its time is now."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
