"""Accounts, roles, activation codes and sessions."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import ForeignKeyField, IntegerField, TextField

from appliance.models.base import Record, TanggalField, WaktuField, insert_rows
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai

PERAN = ("asn", "operator", "kepala", "bkpsdm", "tim_tpp", "bendahara", "pendamping", "pemeriksa", "admin")


class Pengguna(Record):
    """Signs in with `nama_masuk`: the NIP, or `admin` for the box's first administrator."""

    nama_masuk = TextField(unique=True)
    pegawai = ForeignKeyField(Pegawai, null=True, unique=True, backref="pengguna")
    sandi = TextField(null=True)  # argon2id; null until activated
    diaktifkan = WaktuField(null=True)


class Peran(Record):
    """A role from `mulai` to `selesai`; `opd` bounds it for operator, kepala and bendahara."""

    pengguna = ForeignKeyField(Pengguna, backref="peran")
    peran = TextField()
    opd = ForeignKeyField(Opd, null=True, backref="peran")
    mulai = TanggalField()
    selesai = TanggalField(null=True)
    nomor_surat = TextField(default="")

    class Meta:
        indexes = ((("pengguna", "peran", "opd", "mulai"), True), (("opd", "peran"), False))


class KodeAktivasi(Record):
    """A one-time code; only its hash is kept."""

    pengguna = ForeignKeyField(Pengguna, backref="kode")
    hash = TextField()
    dibuat = WaktuField()
    berlaku_sampai = WaktuField()
    dipakai = WaktuField(null=True)
    pembuat = TextField(default="")
    diberitahukan = WaktuField(null=True)  # when the account's owner was told of it


class Sesi(Record):
    """A sign-in on one device; only the hash of its token is kept. `kedua`: when the second step was passed."""

    token = TextField(unique=True)
    pengguna = ForeignKeyField(Pengguna, backref="sesi")
    dibuat = WaktuField()
    terakhir = WaktuField()
    berakhir = WaktuField()
    kedua = WaktuField(null=True)
    alamat = TextField(default="")
    peramban = TextField(default="")


class GagalMasuk(Record):
    """A refused sign-in, counted by name and by address."""

    nama_masuk = TextField()
    alamat = TextField()
    kapan = WaktuField(index=True)
    jumlah = IntegerField(default=1)

    class Meta:
        indexes = ((("nama_masuk", "kapan"), False), (("alamat", "kapan"), False))


def holds_role(pengguna_id: int, day: date) -> bool:
    """Whether the account has a role on that day beyond its own pages, and so signs in in two steps."""
    given = (Peran.pengguna == pengguna_id) & (Peran.peran != "asn") & (Peran.mulai <= day)
    return bool(Peran.select().where(given & (Peran.selesai.is_null() | (Peran.selesai >= day))).exists())


def ensure_accounts() -> None:
    """An account, still without a password, for every civil servant who has none. Harmless when called again."""
    have = Pengguna.select(Pengguna.pegawai).where(Pengguna.pegawai.is_null(is_null=False))
    missing: Any = Pegawai.select(Pegawai.nip, Pegawai.id).where(Pegawai.id.not_in(have)).tuples()
    insert_rows(Pengguna, (Pengguna.nama_masuk, Pengguna.pegawai), list(missing))
