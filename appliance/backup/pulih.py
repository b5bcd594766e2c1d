"""Restoring: into a new folder, proven there, then put in the place. What stood there is moved beside."""

from __future__ import annotations

import json
import os
import pwd
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from appliance.backup import tukar
from appliance.backup.gagal import CadanganGagal
from appliance.backup.giliran import alone_beside
from appliance.backup.isi import NOTE, ROOM
from appliance.backup.sumber import Isi
from appliance.backup.uji import child, prove
from appliance.box import unused
from appliance.models.schema import newer

UNPROVEN = tukar.UNPROVEN


@dataclass(frozen=True, slots=True)
class Terpulih:
    """What a restore ended with: where the former data stand now (None: there were none), and remarks."""

    sebelum: Path | None
    catatan: list[str]


def refuse_newer(isi: Isi) -> None:
    """Raises CadanganGagal when the copy was written by a program that knows more than this one."""
    unknown = newer(isi.note.migrasi)
    if unknown:
        raise CadanganGagal(
            f"salinan ini ditulis E-Kinerja {isi.note.program} dan memuat perubahan yang belum dikenal versi ini "
            f"({unknown[-1]}). Pasang E-Kinerja {isi.note.program} atau yang lebih baru, lalu ulangi."
        )


def restore(isi: Isi, data: Path, now: datetime, say: Callable[[str], None]) -> Terpulih:
    """Bring the copy back. Raises CadanganGagal or BoxRefused; then what stood there stands there still."""
    data = Path(os.path.abspath(data))
    data.parent.mkdir(parents=True, exist_ok=True)
    with alone_beside(tukar.parent_of(data)), unused(data):
        tukar.settle_interrupted(data, now)
        (data / UNPROVEN).unlink(missing_ok=True)  # of a restore that was cut off just after the exchange
        _refuse_if_full(isi, data)
        fresh = tukar.fresh_beside(data, now)
        try:
            (fresh / UNPROVEN).touch()
            say("Menyalin kembali…")
            isi.bring(fresh)
            notes = _proven(fresh, isi, say)
            _give_to(fresh, data)
            former = tukar.swap(fresh, data, now)
            (data / UNPROVEN).unlink()
            return Terpulih(former, notes)
        except BaseException:
            if (fresh / UNPROVEN).exists():  # once it has been exchanged it holds what stood there before
                shutil.rmtree(fresh, ignore_errors=True)
            raise


def _proven(fresh: Path, isi: Isi, say: Callable[[str], None]) -> list[str]:
    say(f"Membuktikan: riwayat perubahan dan {isi.note.bulan or 'basis data'}…")
    proof = prove(fresh, isi.note)
    if proof.salah:
        raise CadanganGagal("salinan ini tidak terbukti utuh: " + "; ".join(proof.salah)[:500] + ". Coba salinan lain "
                            "(--tanggal) atau salinan mingguan")  # fmt: skip
    if isi.note.basis != "sqlite":
        return []  # its server takes it in, see `commands/restore.py`
    code, said = child(fresh, "appliance.backup.sesudah")
    if code:
        raise CadanganGagal(f"salinan ini tidak terbukti utuh: {said}")
    (fresh / NOTE).unlink(missing_ok=True)
    notes = json.loads((fresh / "catatan.json").read_text())
    (fresh / "catatan.json").unlink()
    return [str(note) for note in notes]


def _refuse_if_full(isi: Isi, data: Path) -> None:
    parent = data if os.path.ismount(data) else data.parent
    free, needed = shutil.disk_usage(parent).free, isi.ukuran + ROOM
    if free < needed:
        raise CadanganGagal(f"{parent}: ruang tinggal {free // 2**20} MiB; pemulihan memerlukan {needed // 2**20} MiB")


def _give_to(fresh: Path, data: Path) -> None:
    """As root: the folder belongs to whoever the former one belonged to, or to the service's own account."""
    if os.geteuid() != 0:
        return
    owner = data.stat() if data.exists() else None
    try:
        user, group = (owner.st_uid, owner.st_gid) if owner else pwd.getpwnam("ekinerja")[2:4]
    except KeyError:
        return
    for top, folders, names in os.walk(fresh):
        for name in (".", *folders, *names):
            os.chown(os.path.join(top, name), user, group, follow_symlinks=False)
