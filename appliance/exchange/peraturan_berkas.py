"""Decrees as files: a given one, and the two shelves that come with the program."""

from importlib.resources import files
from pathlib import Path

from appliance.rules.entri import Peraturan, PeraturanKeliru, Tolakan
from appliance.rules.peraturan import parse


def read_decree(path: Path) -> Peraturan:
    """The decree in a TOML file. Raises PeraturanKeliru, also when the file cannot be read or is no UTF-8 text."""
    try:
        data = path.read_bytes()
    except OSError as galat:
        raise PeraturanKeliru([Tolakan(str(path), "", f"tidak dapat dibaca: {galat.strerror}")]) from galat
    return parse(to_text(str(path), data), path.name)


def to_text(berkas: str, data: bytes) -> str:
    """The text of a decree's bytes. Raises PeraturanKeliru when they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        raise PeraturanKeliru([Tolakan(berkas, "", "bukan teks UTF-8")]) from galat


def shelf() -> list[tuple[str, str]]:
    """(file name, text) of every national decree that comes with the program, by name."""
    return _texts("nasional")


def regional() -> list[tuple[str, str]]:
    """(file name, text) of every decree of the regency that comes with the program, by name."""
    return _texts("daerah")


def _texts(folder: str) -> list[tuple[str, str]]:
    berkas = (files("appliance.rules") / folder).iterdir()
    return sorted((b.name, b.read_text(encoding="utf-8")) for b in berkas if b.name.endswith(".toml"))
