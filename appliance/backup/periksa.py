"""How a disk is found: there, ours, writable, roomy, healthy. Looking never writes; trying does."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.backup import kunci_cadangan
from appliance.backup.gagal import CadanganGagal
from appliance.backup.tempat import Tempat, device, is_read_only, owner

LITTLE = 5  # percent free below which the disk should be changed
SMART = Path("/run/ekinerja/smart.json")  # what scripts/smart found, where the service itself may not ask the disk
FAILED = {
    errno.EROFS: ("hanya_baca", "disk hanya dapat dibaca; biasanya tanda disk akan rusak. Ganti disknya"),
    errno.ENOSPC: ("penuh", "disk penuh; ganti dengan disk yang lebih besar"),
    errno.EDQUOT: ("penuh", "jatah disk habis"),
    errno.EIO: ("rusak", "disk rusak atau tercabut; ganti disknya"),
    errno.EACCES: ("tertutup", "folder cadangan tidak boleh ditulis oleh layanan ini; periksa pemilik foldernya"),
    errno.EPERM: ("tertutup", "folder cadangan tidak boleh ditulis oleh layanan ini; periksa pemilik foldernya"),
}


@dataclass(frozen=True, slots=True)
class Keadaan:
    """`kode` is baik, or what is wrong; bytes free and in all."""

    kode: str
    pesan: str = ""
    bebas: int = 0
    kapasitas: int = 0


def look(tempat: Tempat, data: Path) -> Keadaan:
    """How a disk is found, without writing to it."""
    try:
        missing = _missing(tempat, data)
        if missing is not None:
            return missing
        room = shutil.disk_usage(tempat.folder)
    except OSError as error:
        return _of(error)
    ill = "" if not is_read_only(tempat.folder) else FAILED[errno.EROFS][1]
    kode = "hanya_baca" if ill else "baik"
    if not ill and (said := smart(device(tempat.folder))):
        kode, ill = "sekarat", said
    if not ill and room.free * 100 < room.total * LITTLE:
        kode, ill = "penuh", f"disk hampir penuh: tinggal {room.free // 2**20} MiB; ganti dengan disk yang lebih besar"
    return Keadaan(kode, ill, room.free, room.total)


def _missing(tempat: Tempat, data: Path) -> Keadaan | None:
    known, found = kunci_cadangan.read(data).disk, owner(tempat)
    if found and found in known:
        return None
    if found == "?":
        return Keadaan("rusak", "penanda disk tidak terbaca; ganti disknya")
    if found:
        return Keadaan("asing", "yang terpasang disk milik kotak lain; pasang disk kotak ini")
    if known:
        return Keadaan("tidak_ada", "disk tidak terpasang; colokkan dan periksa kabelnya")
    return Keadaan("belum_siap", "belum disiapkan; jalankan `ekinerja cadangan siapkan`")


def attempt(tempat: Tempat) -> None:
    """Write something and read it back, as a copy would. Raises CadanganGagal."""
    path = tempat.folder / f".uji-tulis-{os.getpid()}"
    try:
        try:
            text = os.urandom(65536)
            kunci_cadangan.put(path, text)
            if path.read_bytes() != text:
                raise CadanganGagal("yang ditulis ke disk tidak sama ketika dibaca; ganti disknya")
        finally:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CadanganGagal(_of(error).pesan) from error


def smart(source: str) -> str:
    """What the disk says of its own health; empty when it is well or cannot be asked."""
    try:
        report = json.loads(SMART.read_text()) if SMART.exists() else _ask(source)
    except (OSError, ValueError):
        return ""
    if report.get("smart_status", {}).get("passed") is False:
        return "disk menyatakan dirinya akan rusak (SMART); ganti disknya sekarang"
    rows = report.get("ata_smart_attributes", {}).get("table", [])
    bad = {row["id"]: int(row["raw"]["value"]) for row in rows if row.get("id") in (197, 198)}
    if any(bad.values()):
        return f"disk mempunyai {max(bad.values())} bagian yang tidak terbaca (SMART); ganti disknya"
    return ""


def _ask(source: str) -> dict[str, Any]:
    program = shutil.which("smartctl", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if program is None or not re.fullmatch(r"/dev/[a-z0-9/]+", source):
        return {}
    asked = [program, "-j", "-H", "-A", source]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    found: dict[str, Any] = json.loads(done.stdout or "{}")
    return found


def _of(error: OSError) -> Keadaan:
    kode, said = FAILED.get(error.errno or 0, ("rusak", f"disk tidak dapat dipakai: {error.strerror}"))
    return Keadaan(kode, said)
