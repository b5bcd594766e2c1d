"""Machines' communication keys and the phones' secrets, sealed with a key that lies beside the database."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

_FILE: list[Path] = []


class KunciHilang(RuntimeError):
    """A sealed key cannot be opened: the folder `kunci` is not the one it was sealed with."""


def bind(folder: Path) -> None:
    """Use the key of this folder; it is made when first needed."""
    _FILE[:] = [folder / "mesin.kunci"]


def seal(text: str) -> str:
    """What may be stored of a communication key; an empty one stays empty."""
    if not text:
        return ""
    from cryptography.fernet import Fernet

    return Fernet(_key()).encrypt(text.encode()).decode()


def unseal(stored: str) -> str:
    """The communication key again. Raises KunciHilang."""
    if not stored:
        return ""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(_key()).decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise KunciHilang("kunci mesin tidak dapat dibuka; isi kembali kunci komunikasinya") from error


def _key() -> bytes:
    from cryptography.fernet import Fernet

    return made_once(_FILE[0], Fernet.generate_key())


def made_once(path: Path, fresh: bytes) -> bytes:
    """What stands in a key's file; `fresh` becomes it when there is none. Whole or not there after a power cut, and
    the same for two processes that start at once."""
    if not path.exists():
        beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # whoever was first has made it
            os.link(beside, path)
        beside.unlink()
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return path.read_bytes()
