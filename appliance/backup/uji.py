"""A trial: the newest copy is brought back into a scratch folder, its last locked month proven, and all removed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from appliance.backup.gagal import CadanganGagal
from appliance.backup.isi import DATABASE, DUMP, NOTE, ROOM, STAGE, Keterangan, parse
from appliance.backup.restic import Gudang, Salinan
from appliance.backup.tempat import Tempat
from appliance.models.cadangan import Hasil

SCRATCH = "uji-pemulihan"


@dataclass(frozen=True, slots=True)
class Bukti:
    """What a restored folder proved. `salah` says what did not fit; empty is good."""

    salah: list[str]
    bulan: str


def newest(store: Gudang) -> Salinan:
    copies = store.copies()
    if not copies:
        raise CadanganGagal("belum ada satu pun salinan di tempat ini")
    return copies[-1]


def trial(data: Path, place: Tempat) -> Hasil:
    """Bring the newest copy of a place back and prove it. Raises CadanganGagal."""
    store = place.store(data)
    copy = newest(store)
    note = parse(store.read_text(copy.id, f"/{STAGE}/{NOTE}"))
    scratch = data / STAGE / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    size, without = _room(data, store.size(copy.id), note)
    scratch.mkdir(parents=True, mode=0o700)
    try:
        store.restore(copy.id, scratch, without)
        arrange(scratch)
        proof = prove(scratch, note)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if proof.salah:
        raise CadanganGagal("; ".join(proof.salah)[:500])
    month = "Belum ada bulan terkunci."
    if proof.bulan:
        month = f"Bulan {proof.bulan} dihitung ulang: sama sampai rupiah terakhir."
    elif note.basis != "sqlite":
        month = "Basis data PostgreSQL: berkasnya sama, bulannya tidak dihitung ulang."
    left = " Tanpa bukti dukung, karena ruang disk kurang." if without else ""
    return Hasil(f"Salinan {note.dibuat[:10]} dapat dipulihkan. {month}{left}", isi=size, bulan=proof.bulan)


def _room(data: Path, size: int, note: Keterangan) -> tuple[int, list[str]]:
    """(bytes, folders left out): everything, or all but the evidence where the disk has no room for it."""
    free = shutil.disk_usage(data).free - ROOM
    if free > size:
        return size, []
    if free > note.ukuran * 3 // 2:
        return note.ukuran, ["bukti"]
    raise CadanganGagal(
        f"ruang di {data} tinggal {max(0, free) // 2**20} MiB; uji pemulihan memerlukan {note.ukuran // 2**20} MiB"
    )


def arrange(folder: Path) -> None:
    """The layout of a data folder: what stood on the stage goes to its place."""
    stage = folder / STAGE
    for name in (NOTE, DATABASE, DUMP):
        if (stage / name).exists():
            (stage / name).replace(folder / name)
    shutil.rmtree(stage, ignore_errors=True)


def prove(folder: Path, note: Keterangan) -> Bukti:
    """The database is byte for byte the one that was copied, the trail is whole, the last locked month the same."""
    path = folder / (DATABASE if note.basis == "sqlite" else DUMP)
    if not path.exists():
        return Bukti(["salinan ini tidak memuat basis data"], "")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != note.sidik:
            return Bukti(["basis data tidak sama dengan yang dicadangkan"], "")
    if note.basis != "sqlite":
        return Bukti([], "")  # read by pg_restore alone, see docs/OPERASI.md
    code, said = command(folder, "verify", *([note.bulan] if note.bulan else []), "--jejak")
    return Bukti(said.splitlines()[-5:] if code else [], note.bulan)


def command(folder: Path, *words: str) -> tuple[int, str]:
    """(exit code, errors) of `ekinerja` on another data folder."""
    return child(folder, "appliance.cli", *words)


def child(folder: Path, module: str, *words: str) -> tuple[int, str]:
    """(exit code, errors) of a module of ours on another data folder, in a process of its own."""
    here = ("env", "-u", "EKINERJA_DATABASE_URL", f"EKINERJA_DATA={folder}")
    command = [*here, sys.executable, "-P", "-m", module, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stderr.strip() or f"{module} berhenti dengan {done.returncode}"
