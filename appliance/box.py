"""The box: one data folder with everything to back up, opened at the edges only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from appliance.models import bukti_dukung, gangguan_disk, kunci, schema
from appliance.models.base import db
from appliance.settings import Settings

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
    if os.statvfs(settings.data).f_flag & os.ST_RDONLY:
        raise BoxRefused(f"{gangguan_disk.BACA_SAJA.kata} {gangguan_disk.BACA_SAJA.perbuatan}")
    box = prepare(settings)
    db.connect(reuse_if_open=True)
    schema.migrate()
    return box
