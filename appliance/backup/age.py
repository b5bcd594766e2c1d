"""age: a key pair. Its public half seals the weekly copy, its secret half is itself sealed with the recovery code.

The box keeps the public half and the sealed secret, so it can write copies and open none. The seal is age's own format
for a passphrase (https://age-encryption.org/v1, "scrypt"), so `age -d -i FILE` asks for the code and opens the copy. It
is written here and not by `age -p`, which takes 256 MB for the work that slows guessing down and asks at a terminal: a
box of 512 MB has no room for it, and nobody guesses 120 random bits.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from pathlib import Path

from appliance.backup.gagal import SandiSalah
from appliance.backup.program import pipe, run

INTRO = b"age-encryption.org/v1"
WORK = 14  # 2 to this power rounds of scrypt: 16 MB
MOST_WORK = 18
FIRST_AND_LAST = bytes(11) + b"\x01"  # the number of the only part of a small file
HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt (\S+) (\d+)\n(\S+)\n--- (\S+)\n")


def make_pair() -> tuple[str, str]:
    """(public, secret): `age1…` and the line `AGE-SECRET-KEY-1…`."""
    said = run(("age-keygen",))
    secret = next(line for line in said.splitlines() if line.startswith("AGE-SECRET-KEY-1"))
    public = next(line.split()[-1] for line in said.splitlines() if line.startswith("# public key:"))
    return public, secret


def seal(text: bytes, kode: str) -> bytes:
    """A small file that `age -d` opens with the code."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    body = ChaCha20Poly1305(_stretched(kode, salt, WORK)).encrypt(bytes(12), key, None)
    head = INTRO + b"\n-> scrypt " + _b64(salt) + b" " + str(WORK).encode() + b"\n" + _b64(body) + b"\n---"
    payload = ChaCha20Poly1305(_derived(key, nonce, b"payload")).encrypt(FIRST_AND_LAST, text, None)
    return head + b" " + _b64(_mac(key, head)) + b"\n" + nonce + payload


def unseal(sealed: bytes, kode: str) -> bytes:
    """What `seal` sealed. Raises SandiSalah."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    found = HEADER.match(sealed)
    if found is None or int(found[2]) > MOST_WORK:
        raise SandiSalah("berkas kunci pemulihan rusak")
    try:
        key = ChaCha20Poly1305(_stretched(kode, _raw(found[1]), int(found[2]))).decrypt(bytes(12), _raw(found[3]), None)
        head = sealed[: found.start(4) - 1]
        if not hmac.compare_digest(_mac(key, head), _raw(found[4])):
            raise SandiSalah("berkas kunci pemulihan rusak")
        nonce, payload = sealed[found.end() : found.end() + 16], sealed[found.end() + 16 :]
        return ChaCha20Poly1305(_derived(key, nonce, b"payload")).decrypt(FIRST_AND_LAST, payload, None)
    except InvalidTag:
        raise SandiSalah("kode pemulihan tidak membuka kunci cadangan ini") from None


def write_copy(names: list[tuple[Path, list[str]]], public: str, target: Path) -> None:
    """Pack entries of folders, small and sealed, into one file. tar's warning of a file that grew is no failure."""
    places = [part for folder, inside in names for part in ("-C", str(folder), *inside)]
    tar = ("tar", "-c", "--exclude=.*.tmp-*", "--warning=no-file-changed", "--ignore-failed-read", *places)
    packed = ("bash", "-c", 'set -o pipefail; zstd -q -3 -T1 | age -r "$1"', "bash", public)
    pipe(("sh", "-c", '"$@" || [ $? = 1 ]', "sh", *tar), packed, into=target)


def read_copy(sealed: Path, secret: str, target: Path | None, *only: str) -> bytes:
    """Unpack a copy into `target`, or without one the text of the entry `only`, which stands first in it."""
    opened = ("age", "-d", "-i", "{0}", str(sealed))
    if target is None:
        return pipe(opened, ("tar", "--zstd", "-xO", "--occurrence=1", *only), secrets=(secret.encode(),), early=True)
    return pipe(opened, ("tar", "--zstd", "-xp", "-C", str(target)), secrets=(secret.encode(),))


def tag(public: str) -> str:
    """A short name of a key pair: which key file opens which copy."""
    return hashlib.sha256(public.encode()).hexdigest()[:6]


def _stretched(kode: str, salt: bytes, work: int) -> bytes:
    return hashlib.scrypt(kode.encode(), salt=INTRO + b"/scrypt" + salt, n=2**work, r=8, p=1, maxmem=2**29, dklen=32)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 of one block (RFC 5869)."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def _mac(key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(key, b"", b"header"), head, "sha256")


def _b64(value: bytes) -> bytes:
    return base64.b64encode(value).rstrip(b"=")


def _raw(value: bytes) -> bytes:
    return base64.b64decode(value + b"=" * (-len(value) % 4))
