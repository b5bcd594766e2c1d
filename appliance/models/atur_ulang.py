"""A lost phone: one person asks that the second step be set up anew, another agrees."""

from __future__ import annotations

from typing import Any

from peewee import ForeignKeyField, TextField

from appliance.models import dua_langkah
from appliance.models.base import Record, WaktuField, db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.pengguna import Pengguna
from appliance.models.refused import Refused


class AturUlang(Record):
    """Asked for by `peminta`, decided by `pemutus`: `disetujui` or `ditolak` says when."""

    pengguna = ForeignKeyField(Pengguna, backref="atur_ulang")
    alasan = TextField()
    diminta = WaktuField()
    peminta = ForeignKeyField(Pengguna, backref="atur_ulang_diminta")
    pemutus = ForeignKeyField(Pengguna, null=True, backref="atur_ulang_diputus")
    disetujui = WaktuField(null=True)
    ditolak = WaktuField(null=True)


def ask(pengguna: Pengguna, alasan: str, pelaku: Pelaku) -> AturUlang:
    """Ask for it. Raises Refused where there is nothing to reset, or somebody has asked already."""
    if pengguna.id == pelaku.pengguna_id:
        raise Refused({"": "Mintalah orang lain mengajukan atur ulang untuk Anda."})
    if not dua_langkah.is_set_up(pengguna.id):
        raise Refused({"": "Akun ini belum memasang masuk dua langkah; tidak ada yang perlu diatur ulang."})
    with db.atomic():
        if waiting().where(AturUlang.pengguna == pengguna.id).exists():
            raise Refused({"": "Atur ulang untuk akun ini sudah diajukan dan menunggu persetujuan."})
        made: AturUlang = AturUlang.create(
            pengguna=pengguna, alasan=alasan, diminta=pelaku.kapan.replace(tzinfo=None), peminta=pelaku.pengguna_id
        )
        record(pelaku, [_change("ajukan atur ulang", pengguna, alasan)])
    return made


def decide(row: AturUlang, agreed: bool, pelaku: Pelaku) -> None:
    """Agree or decline: neither who asked nor whom it is about. Raises Refused; decided once."""
    if pelaku.pengguna_id in (row.peminta.id, row.pengguna.id):
        raise Refused({"": "Atur ulang diputuskan orang lain, bukan yang mengajukan dan bukan pemilik akun."})
    now = pelaku.kapan.replace(tzinfo=None)
    values = {"pemutus": pelaku.pengguna_id, ("disetujui" if agreed else "ditolak"): now}
    with db.atomic():
        if AturUlang.update(values).where((AturUlang.id == row.id) & _open()).execute() != 1:
            raise Refused({"": "Pengajuan ini baru saja diputuskan orang lain."})
        if agreed:
            dua_langkah.forget(row.pengguna, pelaku)
        else:
            record(pelaku, [_change("tolak atur ulang", row.pengguna, str(row.alasan))])


def waiting() -> Any:
    """What nobody has decided yet, the oldest first."""
    return AturUlang.select().where(_open()).order_by(AturUlang.id)


def _open() -> Any:
    return AturUlang.disetujui.is_null() & AturUlang.ditolak.is_null()


def _change(aksi: str, pengguna: Pengguna, alasan: str) -> Perubahan:
    return Perubahan(aksi, "pengguna", str(pengguna.nama_masuk), None, {"alasan": alasan})
