"""What a person may do to the own account."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import JOIN

from appliance.models import sesi
from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.pengguna import Pengguna, Peran
from appliance.models.refused import Refused
from appliance.models.sandi import change, refusal, verify


def change_own(pengguna_id: int, lama: str, baru: str, ulangi: str, here: int, pelaku: Pelaku) -> None:
    """Change the password of somebody who knows the present one; every other device is signed out. Raises Refused."""
    found: Pengguna = Pengguna.get_by_id(pengguna_id)
    if sesi.too_many_failures(str(found.nama_masuk), pelaku.dari, pelaku.kapan):
        raise Refused({"lama": "Terlalu banyak percobaan. Coba lagi seperempat jam lagi."})
    if not verify(found.sandi, lama):
        sesi.note_failure(str(found.nama_masuk), pelaku.dari, pelaku.kapan)
        raise Refused({"lama": "Bukan kata sandi Anda yang sekarang."})
    if baru != ulangi:
        raise Refused({"ulangi": "Tidak sama dengan kata sandi di atasnya."})
    reason = refusal(baru, found)
    if reason:
        raise Refused({"baru": reason})
    change(found, baru, pelaku, keep=here)


def end_own(pengguna_id: int, sesi_id: int, pelaku: Pelaku) -> None:
    """Sign one device of the account out; another account's session is not touched."""
    with db.atomic():
        if sesi.end(pengguna_id, pelaku.kapan, only=sesi_id):
            record(pelaku, [Perubahan("akhiri sesi", "sesi", str(sesi_id), None, None)])


def roles_of(pengguna_id: int, day: date) -> list[dict[str, Any]]:
    """Roles in force on a day: peran, unit, mulai, selesai."""
    given = (Peran.pengguna == pengguna_id) & (Peran.mulai <= day)
    rows: Any = (
        Peran.select(Peran.peran, Opd.nama.alias("unit"), Peran.mulai, Peran.selesai)
        .join(Opd, JOIN.LEFT_OUTER)
        .where(given & (Peran.selesai.is_null() | (Peran.selesai >= day)))
        .order_by(Peran.mulai)
        .dicts()
    )
    return list(rows)
