"""The answers: from a file, from a person, or as they were kept by the installation before."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer.questions import NAMES, QUESTIONS, Given
from installer.readers import NONE, parts
from installer.refused import Refused

LARGE = 64 * 1024  # bytes; a file of answers has a few dozen lines


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer by its name, tidy. A question that was not asked has none."""

    given: Given

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, NONE)

    def has(self, name: str) -> bool:
        return self[name] != NONE

    def many(self, name: str) -> list[str]:
        return parts(self[name]) if self.has(name) else []

    def text(self) -> str:
        """The file that gives the same answers again."""
        return "# Jawaban pemasangan E-Kinerja\n" + "".join(f"{name} = {text}\n" for name, text in self.given.items())


def from_file(path: Path) -> Answers:
    """Read `nama = isi` lines. Raises Refused with file, line, field and reason for everything that is wrong in it."""
    rows, wrong = _rows(path)
    given: dict[str, str] = {}
    for question in QUESTIONS:
        line, text = rows.get(question.name, (0, ""))
        if not question.when(given):
            if text and text != NONE:
                wrong.append(f"{path}:{line}: {question.name}: tidak dipakai bersama jawaban lain di berkas ini; hapus")
            continue
        text = text or question.usual or ""
        try:
            given[question.name] = question.read(_filled(text))
        except ValueError as reason:
            wrong.append(f"{path}:{line or 'akhir'}: {question.name}: {reason}")
    wrong += [f"{path}:{rows.get(name, (0, ''))[0] or 'akhir'}: {name}: {why}" for name, why in contradictions(given)]
    if wrong:
        raise Refused(wrong, "Tidak ada yang diubah. Betulkan berkas jawaban, lalu ulangi.")
    return Answers(given)


def _rows(path: Path) -> tuple[dict[str, tuple[int, str]], list[str]]:
    """Name to (line, text), and what no question knows."""
    rows: dict[str, tuple[int, str]] = {}
    wrong = []
    for number, line in enumerate(_lines(path), 1):
        name, sign, text = (piece.strip() for piece in line.partition("="))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not sign:
            wrong.append(f"{path}:{number}: baris ini tidak berbentuk nama = isi")
        elif name not in NAMES:
            wrong.append(f"{path}:{number}: {name}: tidak dikenal; yang dikenal: {', '.join(NAMES)}")
        elif name in rows:
            wrong.append(f"{path}:{number}: {name}: sudah dijawab di baris {rows[name][0]}")
        else:
            rows[name] = (number, text.strip('"').strip())
    return rows, wrong


def _lines(path: Path) -> list[str]:
    """The lines of a file that may have been written by Windows' Notepad."""
    try:
        if path.stat().st_size > LARGE:
            raise Refused(f"{path}: terlalu besar untuk sebuah berkas jawaban")
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as reason:
        raise Refused(f"{path}: tidak dapat dibaca ({reason.strerror})") from None
    except UnicodeDecodeError:
        raise Refused(f"{path}: bukan teks UTF-8; simpan lagi sebagai teks biasa") from None


def _filled(text: str) -> str:
    if not text:
        raise ValueError("belum dijawab, padahal tidak ada jawaban bawaannya")
    return text


def contradictions(given: Given) -> list[tuple[str, str]]:
    """Answers that are fine each and cannot stand together: (name, reason)."""
    found = []
    automatic = given.get("tls", "").startswith("acme")
    number = given.get("alamat", "").replace(".", "").isdigit()
    if number and automatic:
        found.append(("tls", "alamat berupa angka tidak mendapat sertifikat otomatis; pakai nama atau otoritas"))
    if "." not in given.get("alamat", ".") and automatic:
        found.append(("tls", "alamat tanpa titik tidak mendapat sertifikat otomatis; pakai nama lengkap"))
    if given.get("port_dorong") in ("3493",):
        found.append(("port_dorong", "port ini dipakai UPS; pilih yang lain"))
    return found


def by_asking(ask: Callable[[str], str], say: Callable[[str], None], before: Given | None = None) -> Answers:
    """Ask a person, one question after the other; an empty answer takes what stands in brackets."""
    given: dict[str, str] = {}
    for question in QUESTIONS:
        if not question.when(given):
            continue
        usual = (before or {}).get(question.name) or question.usual
        say(f"\n{question.text}\n  {question.why}")
        while question.name not in given:
            text = ask(f"  [{usual}] " if usual else "  > ").strip() or usual or ""
            try:
                given[question.name] = question.read(_filled(text))
            except ValueError as reason:
                say(f"  Belum dapat dipakai: {reason}.")
                continue
            for name, why in contradictions(given):
                say(f"  Belum dapat dipakai: {why}.")
                given.pop(name, None)
    return Answers(given)


def families(networks: list[str]) -> tuple[list[str], list[str]]:
    """IPv4 and IPv6 apart, each in its shortest form."""
    found = [ipaddress.ip_network(one) for one in networks]
    four = ipaddress.collapse_addresses(one for one in found if isinstance(one, ipaddress.IPv4Network))
    six = ipaddress.collapse_addresses(one for one in found if isinstance(one, ipaddress.IPv6Network))
    return [str(one) for one in four], [str(one) for one in six]
