"""What a restore starts from: a disk, a repository, or one weekly copy; opened with the recovery code."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from appliance import settings
from appliance.backup import age, kunci_cadangan
from appliance.backup.gagal import CadanganGagal, SandiSalah
from appliance.backup.isi import NOTE, STAGE, Keterangan, parse
from appliance.backup.restic import Gudang
from appliance.backup.tempat import FOLDER, is_address
from appliance.backup.uji import arrange

WEEKLY = ".tar.zst.age"


@dataclass(frozen=True, slots=True)
class Isi:
    """A copy that was found: what it is, how many bytes it takes, and how it is brought back into an empty folder."""

    note: Keterangan
    ukuran: int
    bring: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Sumber:
    """`find(code, day)` opens it: the newest copy, or the newest of that day or before. Raises CadanganGagal."""

    apa: str
    find: Callable[[str, date | None], Isi]
    own: Callable[[date | None], Isi] | None = None  # without the code, by the key of this box where it still lies here


def source(given: str, data: Path) -> Sumber:
    """What `given` is. Raises CadanganGagal when it is nothing that can be restored from."""
    if is_address(given):
        return _repository(given, data)
    path = Path(given).expanduser().resolve()
    if path.is_file() and path.name.endswith(WEEKLY):
        return Sumber(f"salinan mingguan {path.name}", lambda kode, day: _weekly(path, kode))
    for folder in (path / FOLDER, path):
        if (folder / "restic" / "config").exists():
            return _repository(str(folder / "restic"), data)
        if (folder / "config").exists() and (folder / "keys").is_dir():
            return _repository(str(folder), data)
    for folder in (path / FOLDER / "mingguan", path / "mingguan", path):
        copies = sorted(folder.glob(f"*{WEEKLY}")) if folder.is_dir() else []
        if copies:
            return source(str(copies[-1]), data)
    if not path.exists():
        raise CadanganGagal(f"{given}: tidak ada; pasang disknya dan periksa namanya")
    raise CadanganGagal(f"{given}: tidak ada cadangan E-Kinerja di sini")


def _repository(address: str, data: Path) -> Sumber:
    key = data / kunci_cadangan.FOLDER / "cadangan.kunci"
    mine = key.read_bytes() if key.exists() and os.access(key, os.R_OK) else None
    return Sumber(
        "cadangan restic",
        lambda kode, day: _newest(Gudang(address, kode.encode()), day),
        (lambda day: _newest(Gudang(address, mine), day)) if mine else None,
    )


def _newest(store: Gudang, day: date | None) -> Isi:
    zone = settings.load().zona
    copies = [copy for copy in store.copies() if day is None or copy.kapan.astimezone(zone).date() <= day]
    if not copies:
        raise CadanganGagal("tidak ada salinan" + (f" sampai tanggal {day}" if day else " di cadangan ini"))
    copy = copies[-1]
    note = parse(store.read_text(copy.id, f"/{STAGE}/{NOTE}"))

    def bring(folder: Path) -> None:
        store.restore(copy.id, folder)
        arrange(folder)

    return Isi(note, store.size(copy.id), bring)


def _weekly(path: Path, kode: str) -> Isi:
    secret = _secret(path, kode)
    note = parse(age.read_copy(path, secret, None, NOTE))

    def bring(folder: Path) -> None:
        age.read_copy(path, secret, folder)

    return Isi(note, note.ukuran + path.stat().st_size, bring)


def _secret(path: Path, kode: str) -> str:
    """The secret half from the key file beside the copy; that of the same key first."""
    mine = path.name.removesuffix(WEEKLY).rpartition("-")[2]
    keys = sorted(path.parent.glob("kunci-pemulihan-*.age"), key=lambda key: mine not in key.name)
    if not keys:
        raise CadanganGagal(f"{path.parent}: berkas kunci-pemulihan-{mine}.age tidak ada di sebelah salinan")
    wrong = SandiSalah("")
    for key in keys:
        try:
            return age.unseal(key.read_bytes(), kode).decode().strip()
        except SandiSalah as reason:
            wrong = reason
    raise wrong


def age_of(note: Keterangan, now: datetime) -> int:
    """Hours since the copy was made."""
    return int((now - datetime.fromisoformat(note.dibuat)).total_seconds() // 3600)
