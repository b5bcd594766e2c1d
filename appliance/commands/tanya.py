"""Asking a person at the terminal; on a pipe the answers are the lines that come."""

from __future__ import annotations

import sys
from pathlib import Path

from appliance.backup import kode_pemulihan
from appliance.backup.gagal import CadanganGagal, SandiSalah
from appliance.backup.kode_pemulihan import KodeSalah

TRIES = 5


def ask_code(given: str | None) -> str:
    """The recovery code from a file (`-`: standard input), or typed; a mistyped group is said. Raises CadanganGagal."""
    if given is not None and given != "-":
        try:
            return _read(Path(given).read_text(encoding="utf-8"))
        except OSError as error:
            raise CadanganGagal(f"{given}: tidak terbaca ({error.strerror})") from None
    tries = TRIES if sys.stdin.isatty() else 1
    for left in range(tries, 0, -1):
        typed = ask("Kode pemulihan (di lembar yang disimpan saat pemasangan): ")
        try:
            return kode_pemulihan.read(typed)
        except KodeSalah as reason:
            if left == 1:
                raise SandiSalah(str(reason)) from None
            print(f"{reason}. Coba lagi.", flush=True)
    raise AssertionError


def _read(text: str) -> str:
    try:
        return kode_pemulihan.read(text)
    except KodeSalah as reason:
        raise SandiSalah(str(reason)) from None


def ask(question: str) -> str:
    """One line. Raises CadanganGagal when nobody answers."""
    print(question, end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise CadanganGagal("tidak ada jawaban; jalankan di terminal, atau beri --kode-dari dan --ya")
    return line.strip()
