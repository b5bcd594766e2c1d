"""Coming in: by password, or by a one-time code that lets the person choose one."""

from __future__ import annotations

from typing import NamedTuple

from appliance.models import pengenalan, sesi
from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kode import find_code, use_code
from appliance.models.pengguna import Pengguna, holds_role
from appliance.models.refused import Refused
from appliance.models.sandi import hash_password, refusal, store, verify


class Entered(NamedTuple):
    """A new session of an account; `half` still wants a code from the phone."""

    pengguna_id: int
    token: str
    half: bool


def sign_in(nama_masuk: str, sandi: str, dari: Pelaku, peramban: str) -> Entered:
    """A new session. Raises sesi.TooMany, or Refused alike for an unknown name and a wrong password."""
    now = dari.kapan
    nama = _plain(nama_masuk)
    sesi.bound(nama, dari)
    found: Pengguna | None = Pengguna.get_or_none(Pengguna.nama_masuk == nama)
    if not verify(found.sandi if found else None, sandi) or found is None:
        sesi.note_failure(nama, dari.dari, now)
        raise Refused({"kata_sandi": "NIP atau kata sandi tidak cocok. Belum punya kata sandi? Pakai kode aktivasi."})
    _refuse_who_left(found, dari)
    return _begin(found, dari, peramban)


def activate(nama_masuk: str, kode: str, sandi: list[str], dari: Pelaku, peramban: str) -> Entered:
    """Use up a code, give the account its password, end its other sessions, begin one. Raises as `sign_in`.

    `sandi` is the new password as typed the first and the second time.
    """
    now = dari.kapan
    nama = _plain(nama_masuk)
    sesi.bound(nama, dari)
    found: Pengguna | None = Pengguna.get_or_none(Pengguna.nama_masuk == nama)
    row = find_code(found, kode, now)
    if row is None or found is None:
        sesi.note_failure(nama, dari.dari, now)
        raise Refused({"kode": "NIP dan kode tidak cocok, atau kodenya sudah dipakai atau lewat masa berlakunya."})
    _refuse_who_left(found, dari)
    if sandi[0] != sandi[1]:
        raise Refused({"ulangi": "Tidak sama dengan kata sandi di atasnya."})
    reason = refusal(sandi[0], found)
    if reason:
        raise Refused({"kata_sandi": reason})
    kept = hash_password(sandi[0])
    with db.atomic():
        if not use_code(row, now):
            raise Refused({"kode": "Kode ini baru saja dipakai."})
        store(found, kept, as_owner(found, dari))
        pengenalan.offer(found.id, now)
    return _begin(found, dari, peramban)


def _refuse_who_left(pengguna: Pengguna, dari: Pelaku) -> None:
    """Said only to somebody who knew the secret."""
    if sesi.has_left(pengguna.pegawai.id if pengguna.pegawai else None, dari.kapan.date()):
        raise Refused({"": "Penempatan Anda sudah berakhir, maka akun ini ditutup. Slip dan rincian diberikan BKPSDM."})


def _begin(pengguna: Pengguna, dari: Pelaku, peramban: str) -> Entered:
    """Who holds a role has come in only with the second step; that is recorded then."""
    half = holds_role(pengguna.id, dari.kapan.date())
    with db.atomic():
        token = sesi.begin(pengguna.id, dari.kapan, dari.dari, peramban, half=half)
        if not half:
            record(as_owner(pengguna, dari), [Perubahan("masuk", "pengguna", str(pengguna.nama_masuk), None, None)])
    return Entered(pengguna.id, token, half)


def as_owner(pengguna: Pengguna, dari: Pelaku) -> Pelaku:
    """The same moment and place, with the account's owner as who acts."""
    nama = pengguna.pegawai.nama if pengguna.pegawai is not None else pengguna.nama_masuk
    return Pelaku(pengguna.id, str(nama), dari.dari, dari.kapan)


def _plain(nama_masuk: str) -> str:
    """A NIP is often copied with spaces."""
    return "".join(nama_masuk.split()).lower()[:40]
