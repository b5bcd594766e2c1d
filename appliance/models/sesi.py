"""Sign-ins: begun, found again by the token a browser keeps, seen and ended. Refused ones are counted."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import JOIN, fn

from appliance.models.base import db
from appliance.models.jejak import Pelaku
from appliance.models.kejadian_harian import count
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.pengguna import GagalMasuk, Pengguna, Peran, Sesi
from appliance.models.plt import Plt
from appliance.models.prepared import Prepared

LONG = timedelta(days=30)
SHORT = timedelta(hours=12)  # for whoever may change or see more than the own record
HALF = timedelta(minutes=10)  # between the password and the code from the phone
WINDOW = timedelta(minutes=15)
FAILURES_NAME, FAILURES_ADDRESS = 10, 300  # a whole office may share one address


class TooMany(Exception):
    """Too many refusals lately; nothing was checked."""


@dataclass(frozen=True, slots=True)
class Masuk:
    """Who a token belongs to: session, account, person, place and roles of today; `kedua`: by two steps."""

    sesi_id: int
    dibuat: datetime
    terakhir: datetime
    pengguna_id: int
    nama: str
    pegawai_id: int | None
    nip: str | None
    opd_id: int | None
    unit: str
    memimpin: bool
    kedua: bool
    peran: frozenset[tuple[str, int | None]]


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def begin(pengguna_id: int, now: datetime, alamat: str = "", peramban: str = "", *, half: bool = False) -> str:
    """A new session; returns its token, of which only the hash is kept.

    With `half` it finds nobody who holds a role until `complete`, and ends soon without.
    """
    token = secrets.token_urlsafe(32)
    Sesi.create(
        token=token_hash(token), pengguna=pengguna_id, dibuat=now, terakhir=now,
        berakhir=now + (HALF if half else LONG), kedua=None if half else now,
        alamat=alamat[:45], peramban=peramban[:200],
    )  # fmt: skip
    return token


def find_half(token: str, now: datetime) -> Sesi | None:
    """The session of a token that still lacks its second step."""
    half = Sesi.kedua.is_null() & (Sesi.dibuat > now - HALF) & (Sesi.berakhir > now)
    rows: Any = Sesi.select(Sesi, Pengguna).join(Pengguna).where((Sesi.token == token_hash(token)) & half)
    found: Sesi | None = rows.first()
    return found


def complete(sesi_id: int, now: datetime) -> None:
    """The second step was passed."""
    Sesi.update(kedua=now, terakhir=now, berakhir=now + LONG).where(Sesi.id == sesi_id).execute()


def find(token: str, now: datetime) -> Masuk | None:
    """The session of a token with its person and the roles in force, in one query; None when it has ended.

    It ends too when the person has left: the last placement is over and none is to come.
    """
    rows = FOUND.rows(hashed=token_hash(token), now=now, today=now.date())
    if not rows:
        return None
    sesi, dibuat, terakhir, kedua, account, login, person, nip, nama, opd_id, unit, leads, last, _, _ = rows[0]
    if last is not None and Penempatan.sampai.python_value(last) < now.date():
        end(account, now)
        return None
    return Masuk(
        sesi_id=sesi, dibuat=Sesi.dibuat.python_value(dibuat), terakhir=Sesi.terakhir.python_value(terakhir),
        pengguna_id=account, nama=nama or login, pegawai_id=person,
        nip=nip, opd_id=opd_id, unit=unit or "", memimpin=bool(leads), kedua=kedua is not None,
        peran=frozenset((row[-2], row[-1]) for row in rows if row[-2]),
    )  # fmt: skip


def _found(hashed: str, now: datetime, today: date) -> Any:
    placed = (Penempatan.pegawai == Pegawai.id) & (Penempatan.mulai <= today) & (Penempatan.sampai >= today)
    given = (Peran.pengguna == Pengguna.id) & (Peran.mulai <= today)
    given = given & (Peran.selesai.is_null() | (Peran.selesai >= today))
    return (
        Sesi.select(
            Sesi.id, Sesi.dibuat, Sesi.terakhir, Sesi.kedua, Pengguna.id, Pengguna.nama_masuk, Pegawai.id, Pegawai.nip,
            Pegawai.nama, Opd.id, Opd.nama, _leads(today), last_day(Pegawai.id), Peran.peran, Peran.opd,
        )
        .join(Pengguna)
        .join(Pegawai, JOIN.LEFT_OUTER)
        .join(Penempatan, JOIN.LEFT_OUTER, on=placed)
        .join(Opd, JOIN.LEFT_OUTER, on=(Penempatan.opd == Opd.id))
        .join(Peran, JOIN.LEFT_OUTER, on=given)
        .where((Sesi.token == hashed) & (Sesi.berakhir > now))
    )  # fmt: skip


def _leads(today: date) -> Any:
    """The id of somebody under this person, or of an acting post; None where there is neither."""
    under, acting = Penempatan.alias(), Plt.alias()
    below = under.select(under.id).where(
        (under.nip_atasan == Pegawai.nip) & (under.mulai <= today) & (under.sampai >= today)
    )
    lasts = acting.selesai.is_null() | (acting.selesai >= today)
    acted = acting.select(acting.id).where((acting.pegawai == Pegawai.id) & (acting.mulai <= today) & lasts)
    return fn.COALESCE(below.limit(1), acted.limit(1))


FOUND = Prepared(_found, hashed=str, now=datetime, today=date)


def has_left(pegawai_id: int | None, today: date) -> bool:
    """Whether the last placement of this person is over; who was never placed has not left."""
    last = last_day(pegawai_id).scalar() if pegawai_id is not None else None
    return last is not None and bool(Penempatan.sampai.python_value(last) < today)


def last_day(pegawai: Any) -> Any:
    """Query for the last day of a person's placements; null where there is none."""
    placed = Penempatan.alias()
    return placed.select(fn.MAX(placed.sampai)).where(placed.pegawai == pegawai)


def touch(sesi_id: int, now: datetime) -> None:
    """Remember that it was used."""
    Sesi.update(terakhir=now).where(Sesi.id == sesi_id).execute()


def end(pengguna_id: int, now: datetime, only: int | None = None, keep: int | None = None) -> int:
    """End one session of an account (`only`), or all but the one in hand (`keep`); returns how many."""
    chosen = (Sesi.pengguna == pengguna_id) & (Sesi.berakhir > now)
    if only is not None:
        chosen = chosen & (Sesi.id == only)
    if keep is not None:
        chosen = chosen & (Sesi.id != keep)
    return int(Sesi.update(berakhir=now).where(chosen).execute())


def open_sessions(pengguna_id: int, now: datetime) -> list[Sesi]:
    """Sessions of an account that have not ended, the newest first."""
    live = (Sesi.pengguna == pengguna_id) & (Sesi.berakhir > now)
    return list(Sesi.select().where(live).order_by(Sesi.terakhir.desc()))


def bound(nama_masuk: str, dari: Pelaku) -> None:
    """Raises TooMany when this name or this address must wait."""
    if too_many_failures(nama_masuk, dari.dari, dari.kapan):
        raise TooMany


def too_many_failures(nama_masuk: str, alamat: str, now: datetime) -> bool:
    """Whether so many sign-ins of this name, or from this address, were refused lately that the next must wait."""
    lately = GagalMasuk.select().where(GagalMasuk.kapan > now - WINDOW)
    if lately.where(GagalMasuk.nama_masuk == nama_masuk).count() >= FAILURES_NAME:
        return True
    return bool(lately.where(GagalMasuk.alamat == alamat).count() >= FAILURES_ADDRESS)


def note_failure(nama_masuk: str, alamat: str, now: datetime) -> None:
    """Count a refused sign-in and forget those of yesterday; how many a day stays, without names."""
    with db.atomic():
        GagalMasuk.delete().where(GagalMasuk.kapan < now - timedelta(days=1)).execute()
        GagalMasuk.create(nama_masuk=nama_masuk, alamat=alamat, kapan=now)
        count("masuk_ditolak", now)
