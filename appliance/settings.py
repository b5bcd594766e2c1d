"""What the environment may say, read once at the edge and refused when it cannot be understood."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

PREFIX = "EKINERJA_"
ZONES = {
    zona: ZoneInfo(f"Asia/{kota}") for zona, kota in (("WIB", "Jakarta"), ("WITA", "Makassar"), ("WIT", "Jayapura"))
}


class SettingRefused(ValueError):
    """A setting nobody knows or whose value makes no sense; the message says which and why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a box decides for itself. Each field is the variable EKINERJA_<FIELD>."""

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8080
    soket: Path | None = None
    sertifikat: Path | None = None
    database_url: str | None = None
    kabupaten: str = "Kabupaten Mukomuko"
    zona: ZoneInfo = ZoneInfo("Asia/Jakarta")
    uji: bool = False
    sekarang: datetime | None = None
    cadangan: Path | None = None
    cadangan_kedua: str | None = None


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _host(text: str) -> str:
    if any(letter.isspace() or letter == "/" for letter in text):
        raise ValueError("isi dengan nama atau alamat tanpa spasi dan garis miring, misalnya 127.0.0.1")
    return text


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ValueError("isi dengan angka 1 sampai 65535")
    return int(text)


def _socket(text: str) -> Path:
    # the kernel cuts longer names off: sockaddr_un has 108 bytes
    if not text.startswith("/") or len(os.fsencode(text)) > 107:
        raise ValueError("isi dengan jalan lengkap, paling panjang 107 huruf, misalnya /run/ekinerja/web.sock")
    return Path(text)


def _database_url(text: str) -> str:
    if not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("isi dengan postgresql://…, atau hapus agar SQLite di folder data dipakai")
    return text


def _regency(text: str) -> str:
    if not text.startswith(("Kabupaten ", "Kota ")):
        raise ValueError("isi dengan nama lengkap, misalnya Kabupaten Mukomuko")
    return text


def _zone(text: str) -> ZoneInfo:
    if text not in ZONES:
        raise ValueError("isi dengan WIB, WITA atau WIT")
    return ZONES[text]


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("isi dengan 1 atau 0")
    return text == "1"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("isi dengan waktu seperti 2026-11-03T07:25:00") from None
    return moment


def _repository(text: str) -> str:
    if not (text.startswith("/") or re.match(r"(rest|sftp|rclone|s3|b2|swift|azure|gs):.", text)):
        raise ValueError("isi dengan alamat restic, misalnya rest:https://nama:sandi@server:8000/ekinerja/")
    return text


READERS: dict[str, Callable[[str], Any]] = {
    "data": _folder,
    "host": _host,
    "port": _port,
    "soket": _socket,
    "sertifikat": _folder,
    "database_url": _database_url,
    "kabupaten": _regency,
    "zona": _zone,
    "uji": _flag,
    "sekarang": _moment,
    "cadangan": _folder,
    "cadangan_kedua": _repository,
}


def names() -> list[str]:
    """The environment variables that are understood, in the order of `Settings`."""
    return [PREFIX + field.name.upper() for field in fields(Settings)]


def parse(environ: Mapping[str, str]) -> Settings:
    """Read the EKINERJA_* variables of `environ`.

    Raises `SettingRefused` naming every variable that is unknown, empty or not understood. A fixed clock
    (`EKINERJA_SEKARANG`) is for tests and demonstrations and needs `EKINERJA_UJI=1` beside it.
    """
    values: dict[str, Any] = {"data": _folder("data")}
    refused = []
    for name in sorted(name for name in environ if name.startswith(PREFIX)):
        reader = READERS.get(name.removeprefix(PREFIX).lower())
        if reader is None or name not in names():
            refused.append(f"{name}: pengaturan ini tidak dikenal; yang dikenal: {', '.join(names())}")
            continue
        try:
            values[name.removeprefix(PREFIX).lower()] = reader(_filled(environ[name]))
        except ValueError as reason:
            refused.append(f"{name}: {reason}")
    if values.get("sekarang") and not values.get("uji"):
        refused.append("EKINERJA_SEKARANG: jam hanya boleh ditetapkan bersama EKINERJA_UJI=1")
    if refused:
        raise SettingRefused("\n".join(refused))
    return Settings(**values)


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("kosong; isi atau hapus variabel ini")
    return text.strip()


def load() -> Settings:
    """The settings of this process. Asked for at every look at the clock, so the same environment is read once."""
    given = tuple(sorted((name, text) for name, text in os.environ.items() if name.startswith(PREFIX)))
    return _once(given, os.getcwd())


@lru_cache(maxsize=4)
def _once(given: tuple[tuple[str, str], ...], _: str) -> Settings:
    """The folder one stands in counts too: `data` may be given relative to it."""
    return parse(dict(given))
