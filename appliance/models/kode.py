"""One-time codes by which a person comes in for the first time, or again after forgetting the password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pengguna import KodeAktivasi, Pengguna
from appliance.models.sandi import hash_password, verify

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is misread on paper
LENGTH = 10
LASTS = timedelta(days=14)


def issue_code(pengguna: Pengguna, pelaku: Pelaku) -> str:
    """A new code, shown this once; earlier ones of the account no longer open anything."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    now = pelaku.kapan.replace(tzinfo=None)
    kept = hash_password(code)
    with db.atomic():
        _void(pengguna, now)
        KodeAktivasi.create(pengguna=pengguna, hash=kept, dibuat=now, berlaku_sampai=now + LASTS, pembuat=pelaku.nama)
        record(pelaku, [Perubahan("kode aktivasi", "pengguna", pengguna.nama_masuk, None, None)])
    return f"{code[:5]}-{code[5:]}"


def find_code(pengguna: Pengguna | None, text: str, now: datetime) -> KodeAktivasi | None:
    """The unused code of the account that `text` is; the same work is done for an unknown account."""
    kept: KodeAktivasi | None = None
    if pengguna is not None:
        open_ = (KodeAktivasi.pengguna == pengguna.id) & KodeAktivasi.dipakai.is_null()
        rows = KodeAktivasi.select().where(open_ & (KodeAktivasi.berlaku_sampai > now))
        kept = rows.order_by(KodeAktivasi.id.desc()).first()
    typed = "".join(letter for letter in text.upper() if letter in ALPHABET)
    return kept if verify(kept.hash if kept else None, typed) else None


def use_code(kode: KodeAktivasi, now: datetime) -> bool:
    """Use it up; False when somebody else did so first."""
    free = (KodeAktivasi.id == kode.id) & KodeAktivasi.dipakai.is_null()
    return bool(KodeAktivasi.update(dipakai=now).where(free).execute() == 1)


def tell(pengguna_id: int, now: datetime) -> list[KodeAktivasi]:
    """Codes that were given for this account and of which its owner has not been told; told from now on."""
    new = (KodeAktivasi.pengguna == pengguna_id) & KodeAktivasi.diberitahukan.is_null()
    rows = list(KodeAktivasi.select().where(new).order_by(KodeAktivasi.id))
    if rows:
        KodeAktivasi.update(diberitahukan=now).where(new & (KodeAktivasi.id <= rows[-1].id)).execute()
    return rows


def _void(pengguna: Pengguna, now: datetime) -> None:
    earlier = (KodeAktivasi.pengguna == pengguna.id) & (KodeAktivasi.berlaku_sampai > now)
    KodeAktivasi.update(berlaku_sampai=now).where(earlier).execute()
