"""What went wrong with a copy, in words for whoever stands before the box."""

from __future__ import annotations

import re


class CadanganGagal(RuntimeError):
    """A copy, a check or a restore did not come about; the message says why and what to do, in Indonesian."""


class SandiSalah(CadanganGagal):
    """The key or the code opens nothing here."""


# What the programs say (restic, age, tar, the kernel), and what it means. The first that fits is told.
BROKEN = (
    "ciphertext verification failed", "invalid data returned", "does not match id",
    "pack .* (damaged|contains .* errors)",
    "repository contains errors", "checking the hash", r"load\(<", "blob .* not found",
    "hash (mismatch|does not match)", "unexpected eof", "is truncated", "failed to decrypt and authenticate",
    "bad header mac", "decryption failed", "invalid checksum", "premature end", "unexpected end of file",
    "data corruption", "illegal file size", "checksum didn.t match", "not in tar format", "does not look like a tar",
    "unsupported format", "invalid header", "malformed", "invalid character",
)  # fmt: skip
NETWORK = (
    "connection refused", "no such host", "network is unreachable", "no route to host", "i/o timeout",
    "deadline exceeded", "temporary failure in name resolution", "connection reset", "connection timed out",
)  # fmt: skip
DENIED = ("unauthorized", r"\b401\b", r"\b403\b", "forbidden", "permission denied")
NOTHING = (
    "is there a repository",
    "unable to open config file",
    "config file does not exist",
    "<config/> does not exist",
)
WRONG_KEY = ("wrong password", "no key found", "incorrect passphrase", "no identity matched")
UNREADABLE = ("input/output error", "structure needs cleaning", "stale file handle")
MEANINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (WRONG_KEY, "kode atau kunci tidak membuka cadangan ini"),
    (("no space left", "disk quota exceeded"), "disk penuh; ganti dengan disk yang lebih besar"),
    (("read-only file system",), "disk hanya dapat dibaca; biasanya tanda disk akan rusak. Ganti disknya"),
    (UNREADABLE, "disk rusak atau tercabut; ganti disknya"),
    (BROKEN, "isi cadangan rusak"),
    (("unable to create lock", "already locked"), "cadangan sedang dipakai proses lain; ulangi setengah jam lagi"),
    (NETWORK, "tempat cadangan tidak terjangkau lewat jaringan"),
    (DENIED, "tidak diizinkan; periksa hak atau nama dan sandi tempat itu"),
    (("certificate",), "sertifikat tempat cadangan tidak dipercaya"),
    (NOTHING, "tidak ada cadangan E-Kinerja di sini"),
)


def explain(said: str) -> CadanganGagal:
    """The error that fits what a program said last. Addresses with a password in them are not repeated."""
    for patterns, meaning in MEANINGS:
        if re.search("|".join(patterns), said, re.IGNORECASE):
            return SandiSalah(meaning) if patterns is WRONG_KEY else CadanganGagal(meaning)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return CadanganGagal(without_secrets(lines[-1] if lines else "program cadangan berhenti tanpa keterangan")[:300])


def without_secrets(text: str) -> str:
    """An address without the name and the password that stand in it."""
    return re.sub(r"//[^/@\s]+@", "//", text)
