"""Coming in: by password, or by a one-time code that lets the person choose one."""

from __future__ import annotations

from appliance.models import sesi
from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kode import find_code, use_code
from appliance.models.pengguna import Pengguna
from appliance.models.refused import Refused
from appliance.models.sandi import change, refusal, verify


class TooMany(Exception):
    """Too many refusals lately; nothing was checked."""


def sign_in(nama_masuk: str, sandi: str, dari: Pelaku, peramban: str) -> str:
    """Token of a new session. Raises TooMany, or Refused alike for an unknown name and a wrong password."""
    now = dari.kapan
    nama = _plain(nama_masuk)
    _bound(nama, dari)
    found: Pengguna | None = Pengguna.get_or_none(Pengguna.nama_masuk == nama)
    if not verify(found.sandi if found else None, sandi) or found is None:
        sesi.note_failure(nama, dari.dari, now)
        raise Refused({"kata_sandi": "NIP atau kata sandi tidak cocok. Belum punya kata sandi? Pakai kode aktivasi."})
    return _begin(found, dari, peramban)


def activate(nama_masuk: str, kode: str, sandi: list[str], dari: Pelaku, peramban: str) -> str:
    """Use up a code, give the account its password, end its other sessions; token of a new one. Raises as `sign_in`.

    `sandi` is the new password as typed the first and the second time.
    """
    now = dari.kapan
    nama = _plain(nama_masuk)
    _bound(nama, dari)
    found: Pengguna | None = Pengguna.get_or_none(Pengguna.nama_masuk == nama)
    row = find_code(found, kode, now)
    if row is None or found is None:
        sesi.note_failure(nama, dari.dari, now)
        raise Refused({"kode": "NIP dan kode tidak cocok, atau kodenya sudah dipakai atau lewat masa berlakunya."})
    if sandi[0] != sandi[1]:
        raise Refused({"ulangi": "Tidak sama dengan kata sandi di atasnya."})
    reason = refusal(sandi[0], found)
    if reason:
        raise Refused({"kata_sandi": reason})
    if not use_code(row, now):
        raise Refused({"kode": "Kode ini baru saja dipakai."})
    change(found, sandi[0], _as(found, dari))
    sesi.end(found.id, now)
    return _begin(found, dari, peramban)


def _bound(nama: str, dari: Pelaku) -> None:
    if sesi.too_many_failures(nama, dari.dari, dari.kapan):
        raise TooMany


def _begin(pengguna: Pengguna, dari: Pelaku, peramban: str) -> str:
    with db.atomic():
        token = sesi.begin(pengguna.id, dari.kapan, dari.dari, peramban)
        record(_as(pengguna, dari), [Perubahan("masuk", "pengguna", str(pengguna.nama_masuk), None, None)])
    return token


def _as(pengguna: Pengguna, dari: Pelaku) -> Pelaku:
    nama = pengguna.pegawai.nama if pengguna.pegawai is not None else pengguna.nama_masuk
    return Pelaku(pengguna.id, str(nama), dari.dari, dari.kapan)


def _plain(nama_masuk: str) -> str:
    """A NIP is often copied with spaces."""
    return "".join(nama_masuk.split()).lower()[:40]
