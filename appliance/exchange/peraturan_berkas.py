"""Decrees as files: a given one, and the two shelves that come with the program."""

from importlib.resources import files
from pathlib import Path

from appliance.rules.entri import Peraturan, PeraturanKeliru, Tolakan
from appliance.rules.peraturan import parse


def read_decree(path: Path) -> Peraturan:
    """The decree in a TOML file. Raises PeraturanKeliru, also when the file cannot be read or is no UTF-8 text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as galat:
        raise PeraturanKeliru([Tolakan(str(path), "", f"tidak dapat dibaca: {galat.strerror}")]) from galat
    except UnicodeDecodeError as galat:
        raise PeraturanKeliru([Tolakan(str(path), "", "bukan teks UTF-8")]) from galat
    return parse(text, path.name)


def shelf() -> list[tuple[str, str]]:
    """(file name, text) of every national decree that comes with the program, by name."""
    return _texts("nasional")


def regional() -> list[tuple[str, str]]:
    """(file name, text) of every decree of the regency that comes with the program, by name."""
    return _texts("daerah")


def _texts(folder: str) -> list[tuple[str, str]]:
    berkas = (files("appliance.rules") / folder).iterdir()
    return sorted((b.name, b.read_text(encoding="utf-8")) for b in berkas if b.name.endswith(".toml"))
