"""What a copy holds: a consistent copy of the database, the folders beside it, and a page that says whose it is."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from appliance.backup import kunci_cadangan
from appliance.backup.gagal import CadanganGagal
from appliance.backup.program import require, run
from appliance.box import FOLDERS, Box, database_file
from appliance.models import schema
from appliance.models.cadangan_isi import Ask, summary
from appliance.models.sqlite import ask_file, copy_online, quick_check
from appliance.settings import ZONES

STAGE = "cadangan-sementara"  # under the data folder; emptied when a run ends, and before the next
NOTE, DATABASE, DUMP = "keterangan.json", "ekinerja.db", "ekinerja.dump"
ROOM = 64 * 2**20  # bytes that must stay free beside the copy of the database


@dataclass(frozen=True, slots=True)
class Keterangan:
    """What one sees of a copy before restoring it. `terkunci`: [bulan, unit kerja, versi, hash] each."""

    program: str
    kabupaten: str
    zona: str
    dibuat: str
    basis: str
    sidik: str
    ukuran: int
    migrasi: list[str]
    pegawai: int
    presensi_terakhir: str
    terkunci: list[list[str]]
    jejak: int
    jejak_terakhir: str

    @property
    def bulan(self) -> str:
        """The last locked month; empty when there is none."""
        return max((row[0] for row in self.terkunci), default="")


def parse(text: str | bytes) -> Keterangan:
    """Raises CadanganGagal for a page that cannot be read."""
    try:
        return Keterangan(**json.loads(text))
    except (ValueError, TypeError):
        raise CadanganGagal("keterangan di dalam cadangan tidak terbaca; pilih salinan lain") from None


def program_version() -> str:
    path = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])


def entries(data: Path) -> list[str]:
    """The folders beside the database that are kept, those that exist."""
    return [name for name in FOLDERS if (data / name).is_dir()]


@contextmanager
def staged(box: Box, now: datetime) -> Iterator[Keterangan]:
    """The stage filled for as long as it is needed. Raises CadanganGagal: no room, or a broken database."""
    stage = box.data / STAGE
    sweep(box.data)
    stage.mkdir(mode=0o700, exist_ok=True)
    try:
        yield _fill(stage, box, now)
    finally:
        sweep(box.data)


def sweep(data: Path) -> None:
    """Remove what a run left behind, but for restic's cache."""
    stage = data / STAGE
    for path in stage.iterdir() if stage.is_dir() else ():
        if path.is_dir() and path.name != "restic":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def _fill(stage: Path, box: Box, now: datetime) -> Keterangan:
    if box.settings.database_url:
        copy = _dump(stage, box.settings.database_url)
        found = describe(copy, lambda query: list(query.tuples()), box, now)
    else:
        found = describe(*_copy(stage, box.data), box, now)
    (stage / NOTE).write_text(json.dumps(asdict(found), indent=1))
    return found


def _copy(stage: Path, data: Path) -> tuple[Path, Ask]:
    source, copy = database_file(data), stage / DATABASE
    needed = sum(path.stat().st_size for path in data.glob("ekinerja.db*")) + ROOM
    free = shutil.disk_usage(stage).free
    if free < needed:
        raise CadanganGagal(f"ruang di {data} tinggal {free // 2**20} MiB; salinan memerlukan {needed // 2**20} MiB")
    try:
        copy_online(source, copy)
        wrong = quick_check(copy)
    except Exception as error:  # whatever SQLite says of a broken file or a full disk
        raise CadanganGagal(f"berkas data tidak dapat disalin: {error}") from error
    if wrong:
        raise CadanganGagal(
            f"berkas data rusak ({wrong[0]}); jalankan `ekinerja check`, lalu pulihkan dari salinan lama"
        )
    return copy, lambda query: ask_file(copy, query.sql()[0], query.sql()[1])


def _dump(stage: Path, url: str) -> Path:
    """A regency that chose PostgreSQL: its own program writes the copy."""
    try:
        require("pg_dump")
    except CadanganGagal:
        raise CadanganGagal("basis data ada di PostgreSQL dan pg_dump belum terpasang; pasang postgresql-client "
                            "agar ikut dicadangkan") from None  # fmt: skip
    path, passing = stage / DUMP, stage / ".pgpass"
    where = urlsplit(url)
    kunci_cadangan.put(passing, f"*:*:*:*:{where.password or ''}\n".encode())
    name = f"{where.username}@" if where.username else ""
    shown = where._replace(netloc=name + where.netloc.rpartition("@")[2]).geturl()
    try:
        run(("env", f"PGPASSFILE={passing}", "pg_dump", "--format=custom", f"--file={path}", f"--dbname={shown}"))
    finally:
        passing.unlink(missing_ok=True)
    return path


def describe(copy: Path, ask: Ask, box: Box, now: datetime) -> Keterangan:
    """What stands in a copy, asked of the copy itself."""
    with copy.open("rb") as file:
        seal = hashlib.file_digest(file, "sha256").hexdigest()
    names = {zone.key: zona for zona, zone in ZONES.items()}
    return Keterangan(
        program=program_version(),
        kabupaten=box.settings.kabupaten,
        zona=names[box.settings.zona.key],
        dibuat=now.isoformat(timespec="seconds"),
        basis="postgresql" if box.settings.database_url else "sqlite",
        sidik=seal,
        ukuran=copy.stat().st_size,
        migrasi=schema.applied(),
        **summary(ask),
    )


def size_beside(data: Path) -> int:
    """Bytes of the folders beside the database."""
    return sum(
        os.lstat(os.path.join(folder, name)).st_size
        for top in entries(data)
        for folder, _, names in os.walk(data / top)
        for name in names
    )
