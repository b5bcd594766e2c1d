"""Passwords: how they are kept, what is refused, how they are changed."""

from __future__ import annotations

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from appliance.models import sesi
from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pengguna import Pengguna
from appliance.models.sandi_giliran import Turns
from appliance.models.sandi_umum import is_common

SHORTEST, LONGEST = 10, 200
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Each verification takes 19 MiB and a core for 30 ms: a rush of sign-ins must wait, not fill the memory.
_AT_ONCE = Turns(2)


def hash_password(text: str) -> str:
    """The argon2id form of a secret."""
    with _AT_ONCE:
        return HASHER.hash(text)


def verify(kept: str | None, text: str) -> bool:
    """Whether `text` is the secret; the same work is done where none is kept."""
    nobody = _nobody()  # made for everybody, so that the first unknown name takes no longer than a known one
    with _AT_ONCE:
        try:
            HASHER.verify(kept or nobody, text[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


@cache
def _nobody() -> str:
    return HASHER.hash("tidak dimiliki siapa pun")


def refusal(text: str, pengguna: Pengguna) -> str | None:
    """Why this cannot be the account's password, in Indonesian; None when it can."""
    plain = text.casefold().replace(" ", "")
    if len(text) < SHORTEST:
        return f"Sekurangnya {SHORTEST} huruf atau angka. Beberapa kata yang mudah Anda ingat lebih baik."
    if len(text) > LONGEST:
        return f"Paling banyak {LONGEST} huruf."
    if len(set(plain)) < 5:
        return "Terlalu banyak huruf yang sama."
    if any(part in plain for part in _personal(pengguna)) or _from_nip(plain, str(pengguna.nama_masuk)):
        return "Jangan memakai NIP, tanggal lahir, atau nama Anda: rekan kerja mengetahuinya."
    if is_common(plain):
        return "Kata sandi ini dipakai banyak orang dan ditebak lebih dulu. Pilih yang lain."
    return None


def _personal(pengguna: Pengguna) -> list[str]:
    """NIP, its halves, the birth date that a NIP begins with, in the usual orders, and the parts of the name."""
    nip = str(pengguna.nama_masuk)
    parts = [nip.casefold()]
    if len(nip) >= 14 and nip.isdigit():
        year, month, day = nip[:4], nip[4:6], nip[6:8]
        parts += [nip[8:], day + month + year, year + month + day, day + month + year[2:], year[2:] + month + day]
    if pengguna.pegawai is not None:
        parts += [word.casefold() for word in str(pengguna.pegawai.nama).split() if len(word) > 3]
    return parts


def _from_nip(plain: str, nip: str) -> bool:
    """Whether six digits in a row are also in a row in the NIP."""
    runs = re.findall(r"\d{6,}", plain)
    return any(run[i : i + 6] in nip for run in runs for i in range(len(run) - 5))


def change(pengguna: Pengguna, text: str, pelaku: Pelaku, keep: int | None = None) -> None:
    """Give the account this password, which `refusal` has let pass; the first one also activates it.

    All its sessions end but `keep`.
    """
    store(pengguna, hash_password(text), pelaku, keep)


def store(pengguna: Pengguna, kept: str, pelaku: Pelaku, keep: int | None = None) -> None:
    """As `change`, from a secret that was hashed before: hashing must not hold a transaction."""
    now = pelaku.kapan.replace(tzinfo=None)
    fields: dict[str, object] = {"sandi": kept}
    first = pengguna.sandi is None
    if pengguna.diaktifkan is None:
        fields["diaktifkan"] = now
    with db.atomic():
        Pengguna.update(fields).where(Pengguna.id == pengguna.id).execute()
        sesi.end(pengguna.id, now, keep=keep)
        aksi = "aktivasi" if first else "ganti sandi"
        record(pelaku, [Perubahan(aksi, "pengguna", pengguna.nama_masuk, None, None)])
