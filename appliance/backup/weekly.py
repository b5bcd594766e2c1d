"""The weekly copy: one file that age seals, for whoever has nothing but age, tar and the recovery code."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

from appliance.backup import age, kunci_cadangan
from appliance.backup.gagal import CadanganGagal
from appliance.backup.isi import DATABASE, DUMP, NOTE, STAGE, entries, size_beside
from appliance.backup.tempat import Tempat
from appliance.models.cadangan import Hasil

KEPT = 3
GUIDE = """\
CADANGAN E-KINERJA

Memulihkan dengan E-Kinerja (cara yang dianjurkan):
    scripts/restore {disk}

Tanpa E-Kinerja, dengan age, tar dan zstd saja (apt install age zstd). Dua perintah, di folder `mingguan` ini:
    age -d -i {key} -o ekinerja.tar.zst {copy}
    tar --zstd -xf ekinerja.tar.zst
Perintah pertama menanyakan kode pemulihan: ketik seperti di lembarnya, dengan huruf besar dan tanda hubung.

Dengan restic saja (apt install restic), kata sandinya kode pemulihan yang sama:
    restic -r {disk}/ekinerja-cadangan/restic restore latest --target FOLDER-BARU
Basis datanya lalu ada di FOLDER-BARU/{stage}/.
"""


def write_guide(place: Tempat, public: str, sealed: bytes) -> None:
    """The sealed key beside the copies, and a page of plain text that says what to type."""
    key = f"kunci-pemulihan-{age.tag(public)}.age"
    kunci_cadangan.put(place.weekly / key, sealed)
    copies = found(place, public)
    copy = copies[-1].name if copies else "ekinerja-TANGGAL.tar.zst.age"
    text = GUIDE.format(disk=place.alamat, key=key, copy=copy, stage=STAGE)
    kunci_cadangan.put(place.folder / "BACA-SAYA.txt", text.encode())


def found(place: Tempat, public: str) -> list[Path]:
    """Copies that this key pair opens, the oldest first."""
    return sorted(place.weekly.glob(f"ekinerja-*-{age.tag(public)}.tar.zst.age"))


def write(data: Path, place: Tempat, day: date) -> Hasil:
    """Write the copy from the filled stage and let old ones go. Raises CadanganGagal."""
    public = kunci_cadangan.read(data).penerima
    sweep(place)
    _refuse_if_full(data, place, public)
    target = place.weekly / f"ekinerja-{day.isoformat()}-{age.tag(public)}.tar.zst.age"
    fresh = target.with_name(f".{target.name}.tmp-{os.getpid()}")
    stage = data / STAGE
    names = [name for name in (NOTE, DATABASE, DUMP) if (stage / name).exists()]
    try:
        age.write_copy([(stage, names), (data, entries(data))], public, fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    _let_go(place, public)
    write_guide(place, public, kunci_cadangan.sealed(data))
    return Hasil(target.name, target.stat().st_size, target.stat().st_size)


def sweep(place: Tempat) -> None:
    """What a run that was killed left half written."""
    for left in place.weekly.glob(".*.tmp-*"):
        left.unlink(missing_ok=True)


def _refuse_if_full(data: Path, place: Tempat, public: str) -> None:
    """Before anything is written: what it takes is what the last one took and a tenth, or all there is."""
    earlier = found(place, public)
    whole = (data / STAGE / DATABASE).stat().st_size if (data / STAGE / DATABASE).exists() else 0
    needed = earlier[-1].stat().st_size * 11 // 10 if earlier else whole + size_beside(data)
    free = shutil.disk_usage(place.weekly).free
    if free < needed:
        raise CadanganGagal(
            f"ruang di disk cadangan tinggal {free // 2**20} MiB; salinan mingguan memerlukan {needed // 2**20} MiB"
        )


def _let_go(place: Tempat, public: str) -> None:
    """Only the newest stay; those of an earlier code go with their key."""
    mine = found(place, public)
    kept = {*mine[-KEPT:], place.weekly / f"kunci-pemulihan-{age.tag(public)}.age"}
    for path in place.weekly.glob("*.age"):
        if path not in kept:
            path.unlink()
