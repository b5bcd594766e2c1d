"""How far the months before this one have come: corrections that wait, offices that verified, a few that are paid."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from appliance.demo.isian import EARLIER, Isian
from appliance.demo.kabupaten import UNTAXED
from appliance.demo.mesin import NOT_BROUGHT, SILENT, UNKNOWN_PINS
from appliance.models.jejak import Pelaku
from appliance.models.koreksi import Koreksi
from appliance.models.langkah import take, taken
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.pembukaan import pay
from appliance.models.pengguna import Pengguna, Peran
from appliance.models.penguncian import lock_offices
from appliance.models.penutupan import Pembayaran, Penutupan

# those with something left to look at, and the largest, which is never done first
UNVERIFIED = (SILENT, NOT_BROUGHT, *UNKNOWN_PINS, *UNTAXED, "DISDIKBUD")
WAITING = 25


def correct(isian: Isian) -> None:
    """Some corrections of this month still wait for an answer."""
    forgotten = [(nip, *f) for nip, left in isian.jejak.items() for f in left.lupa if f[0] >= isian.kab.masa.kini]
    chosen = isian.kab.rng("menunggu").sample(forgotten, min(WAITING, len(forgotten)))
    for nip, day, side, moment in chosen:
        person = Pegawai.get(Pegawai.nip == nip)
        given: dict[str, Any] = {
            side: moment.time().replace(second=0),
            "alasan": "Lupa presensi, ada di kantor menurut atasan",
            "diajukan": datetime.combine(day + timedelta(days=1), time(9, 20)),
            "pengaju": Pengguna.get(Pengguna.pegawai == person),
        }
        Koreksi.get_or_create(pegawai=person, tanggal=day, defaults=given)


def lock_earlier(isian: Isian) -> None:
    """Lock the month before last of a few offices, and note the first as paid."""
    bulan = f"{isian.kab.masa.dua_lalu:%Y-%m}"
    offices = list(Opd.select().where(Opd.kode.in_(EARLIER)).order_by(Opd.kode))
    for one in lock_offices(bulan, offices, isian.pelaku, allow_incomplete="contoh: bulan sebelum demo dimulai"):
        isian.say(f"  {bulan} {one.opd.kode}: {one.keadaan}, {one.orang} pegawai")
    closing = Penutupan.get_or_none((Penutupan.bulan == bulan) & (Penutupan.opd == offices[0]))
    if closing is not None and not Pembayaran.select().where(Pembayaran.penutupan == closing).exists():
        pay(closing, isian.pelaku.kapan.date(), f"SP2D 900/{closing.id:03d}/{bulan}", isian.pelaku)


def verify_offices(isian: Isian, moment: datetime) -> None:
    """Operators have verified last month and heads have signed it, but for offices where something is open."""
    bulan = f"{isian.kab.masa.lalu:%Y-%m}"
    for opd in Opd.select().where(Opd.kode.not_in(UNVERIFIED)):
        for peran, langkah in (("operator", "verifikasi"), ("kepala", "pengesahan")):
            if taken(bulan, opd.id, langkah) is None:
                take(bulan, opd.id, langkah, _holder(opd, peran, moment))


def _holder(opd: Opd, peran: str, moment: datetime) -> Pelaku:
    account: Pengguna = Pengguna.select().join(Peran).where((Peran.opd == opd) & (Peran.peran == peran)).get()
    assert account.pegawai is not None
    return Pelaku(account.id, account.pegawai.nama, "kabupaten contoh", moment)
