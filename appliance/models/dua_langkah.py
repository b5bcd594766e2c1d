"""Signing in in two steps: after the password a code from the phone, for whoever holds a role."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from appliance.models import sesi, totp
from appliance.models.base import Record, WaktuField, db, insert_ignoring
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kunci import seal, unseal
from appliance.models.pengguna import Pengguna
from appliance.models.refused import Refused


class DuaLangkah(Record):
    """`rahasia` is sealed; `dipasang` is null until a first code has shown that the phone has it.

    `langkah_terakhir` is the step of the last code that opened: neither it nor an earlier one opens again.
    """

    pengguna = ForeignKeyField(Pengguna, unique=True, backref="dua_langkah")
    rahasia = TextField()
    dibuat = WaktuField()
    dipasang = WaktuField(null=True)
    langkah_terakhir = IntegerField(default=0)


def of(pengguna: Pengguna, pelaku: Pelaku) -> DuaLangkah:
    """The account's second step; a new secret where there is none yet."""
    mine = DuaLangkah.pengguna == pengguna.id
    if not DuaLangkah.select().where(mine).exists():
        fresh = (pengguna.id, seal(totp.new_secret()), pelaku.kapan.replace(tzinfo=None))
        insert_ignoring(DuaLangkah, (DuaLangkah.pengguna, DuaLangkah.rahasia, DuaLangkah.dibuat), [fresh])
    found: DuaLangkah = DuaLangkah.get(mine)
    return found


def is_set_up(pengguna_id: int) -> bool:
    """Whether a phone gives the codes of this account."""
    mine = (DuaLangkah.pengguna == pengguna_id) & DuaLangkah.dipasang.is_null(is_null=False)
    return bool(DuaLangkah.select().where(mine).exists())


def secret_to_show(row: DuaLangkah) -> str:
    """The secret, for as long as no code of it has opened anything; afterwards the empty text."""
    return unseal(str(row.rahasia)) if row.dipasang is None else ""


def pass_second(sesi_id: int, pengguna: Pengguna, text: str, seconds: int, dari: Pelaku) -> None:
    """Complete the session with a code; the first one also sets the phone up.

    `seconds` is the time since 1970 UTC. Raises sesi.TooMany, and Refused for a wrong or an already used code.
    """
    login = str(pengguna.nama_masuk)
    sesi.bound(login, dari)
    row = of(pengguna, dari)
    step = totp.matching_step(unseal(str(row.rahasia)), text, seconds)
    if step is None:
        sesi.note_failure(login, dari.dari, dari.kapan)
        raise Refused({"kode": "Kode tidak cocok. Ketik enam angka yang sedang tampil; jam di HP harus tepat."})
    with db.atomic():
        if not _use(row, step):
            raise Refused({"kode": "Kode ini sudah dipakai. Tunggu sampai HP menampilkan kode berikutnya."})
        if row.dipasang is None:
            now = dari.kapan.replace(tzinfo=None)
            DuaLangkah.update(dipasang=now).where(DuaLangkah.id == row.id).execute()
            record(dari, [Perubahan("pasang dua langkah", "pengguna", login, None, None)])
        sesi.complete(sesi_id, dari.kapan)
        record(dari, [Perubahan("masuk", "pengguna", login, None, None)])


def enrol(pengguna: Pengguna, pelaku: Pelaku) -> str:
    """Set the account up at once and give its secret: for a made-up regency, whose secrets stand in a file."""
    row = of(pengguna, pelaku)
    secret = unseal(str(row.rahasia))
    now = pelaku.kapan.replace(tzinfo=None)
    with db.atomic():
        DuaLangkah.update(dipasang=now).where(DuaLangkah.id == row.id).execute()
        record(pelaku, [Perubahan("pasang dua langkah", "pengguna", str(pengguna.nama_masuk), None, None)])
    return secret


def forget(pengguna: Pengguna, pelaku: Pelaku) -> None:
    """Let the account set up another phone at its next sign-in, and end its sessions. Inside a transaction."""
    DuaLangkah.delete().where(DuaLangkah.pengguna == pengguna.id).execute()
    sesi.end(pengguna.id, pelaku.kapan)
    record(pelaku, [Perubahan("atur ulang dua langkah", "pengguna", str(pengguna.nama_masuk), None, None)])


def _use(row: DuaLangkah, step: int) -> bool:
    unused = (DuaLangkah.id == row.id) & (DuaLangkah.langkah_terakhir < step)
    return bool(DuaLangkah.update(langkah_terakhir=step).where(unused).execute() == 1)
