"""The box: one data folder with everything to back up, opened at the edges only."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from appliance.models import bukti_dukung, kunci, schema
from appliance.models.base import db
from appliance.models.sqlite import is_broken
from appliance.settings import Settings

IN_USE = ".dipakai"
_HELD: dict[Path, int] = {}
FOLDERS = ("impor", "muatan", "dokumen", "bukti", "kunci")


class BoxRefused(RuntimeError):
    """The data folder cannot be used; the message says why and what to do, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Box:
    """An opened data folder."""

    data: Path
    settings: Settings

    @property
    def queue(self) -> Path:
        return self.data / "antrean.db"


def database_file(data: Path) -> Path:
    return data / "ekinerja.db"


def prepare(settings: Settings) -> Box:
    """Make the folders of an empty box and bind the records to it. Nothing is migrated yet."""
    for name in FOLDERS:
        (settings.data / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    schema.bind(database_file(settings.data), settings.database_url)
    kunci.bind(settings.data / "kunci")
    bukti_dukung.bind(settings.data / "bukti")
    return Box(settings.data, settings)


def open_box(settings: Settings) -> Box:
    """Open an existing box and bring its records to the present form. Raises BoxRefused when there is none."""
    if settings.database_url is None and not database_file(settings.data).exists():
        raise BoxRefused(f"{settings.data}: belum ada data. Jalankan `ekinerja init` lebih dulu.")
    box = prepare(settings)
    occupy(settings.data)
    try:
        db.connect(reuse_if_open=True)
        newer = schema.newer()
    except Exception as error:
        if not is_broken(error):
            raise
        raise BoxRefused(f"{settings.data}: berkas data rusak ({error}). Pulihkan dari cadangan dengan "
                         "scripts/restore; berkas yang ini tidak dihapus.") from error  # fmt: skip
    if newer:
        raise BoxRefused(f"{settings.data}: datanya ditulis program yang lebih baru ({newer[-1]}). Pasang versi itu "
                         "atau yang lebih baru; tidak ada yang diubah.")  # fmt: skip
    schema.migrate()
    return box


def occupy(data: Path) -> None:
    """Say for as long as this process lives that it uses the folder, so that nobody puts another in its place."""
    if data in _HELD:
        return
    with suppress(OSError):  # a disk that went read-only may still be looked at
        handle = os.open(data / IN_USE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        _HELD[data] = handle


@contextmanager
def unused(data: Path) -> Iterator[None]:
    """Hold a folder that no process of ours uses. Raises BoxRefused when one does."""
    if not data.is_dir():
        yield
        return
    handle = os.open(data / IN_USE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BoxRefused(f"{data}: sedang dipakai layanan E-Kinerja. Hentikan dulu (`systemctl stop ekinerja-web "
                         "ekinerja-work`, atau Ctrl-C pada scripts/run), lalu ulangi.") from None  # fmt: skip
    finally:
        os.close(handle)
