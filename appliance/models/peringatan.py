"""What is wrong with a month or with the machines, in plain words: for `ekinerja check` and for the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from appliance.models.langkah import taken
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penguncian import paying_offices
from appliance.models.penutupan import HasilTpp, Penutupan, current
from appliance.models.perkiraan import Perkiraan
from appliance.models.presensi import Presensi
from appliance.rules import bulan as months
from appliance.rules.hitungan import SEMENTARA

# How long a machine may be silent before somebody should look, by the road of its data.
SILENT = {"lan": timedelta(days=1), "adms": timedelta(days=1), "flashdisk": timedelta(days=8)}
DRIFT = 60  # seconds
FULL = 80  # percent of a machine's capacity
BAD = ("kunci_salah", "serial_lain", "tak_terjangkau", "putus", "waktu_habis", "rusak", "kosong", "ditolak")


@dataclass(frozen=True, slots=True)
class Peringatan:
    """`hal` groups warnings (mesin, data, pegawai, bulan); `teks` says what and what to do."""

    hal: str
    teks: str


def of_machines(now: datetime) -> Iterator[Peringatan]:
    """Machines that are silent, refuse, run wrong or fill up, and punches that belong to nobody."""
    for mesin in Mesin.select(Mesin, Opd).join(Opd).order_by(Opd.kode, Mesin.sn):
        name = f"Mesin {mesin.sn} ({mesin.opd.nama})"
        limit = SILENT.get(mesin.jalur)
        if mesin.kontak is None:
            yield Peringatan("mesin", f"{name} belum pernah mengirim data.")
        elif limit is not None and now - mesin.kontak > limit:
            yield Peringatan("mesin", f"{name} tidak terdengar sejak {mesin.kontak:%Y-%m-%d %H:%M}.")
        if mesin.keadaan in BAD:
            yield Peringatan("mesin", f"{name}: keadaan terakhir {mesin.keadaan.replace('_', ' ')}.")
        if mesin.selisih_jam and abs(mesin.selisih_jam) > DRIFT:
            yield Peringatan("mesin", f"{name}: jamnya berbeda {mesin.selisih_jam} detik; betulkan di menu mesin.")
        if mesin.kapasitas and mesin.jumlah and mesin.jumlah * 100 >= mesin.kapasitas * FULL:
            yield Peringatan("mesin", f"{name}: memori berisi {mesin.jumlah} dari {mesin.kapasitas} rekaman.")
    yield from _strangers()


def _strangers() -> Iterator[Peringatan]:
    rows: Any = (
        Presensi.select(Mesin.sn, fn.COUNT(Presensi.pin.distinct()), fn.COUNT(Presensi.id))
        .join(Mesin)
        .where(Presensi.pegawai.is_null() & ~Presensi.ditarik)
        .group_by(Mesin.sn)
        .order_by(Mesin.sn)
        .tuples()
    )
    for sn, pins, punches in rows:
        yield Peringatan("mesin", f"Mesin {sn}: {punches} presensi dari {pins} PIN yang belum dikenal.")


def of_month(bulan: str) -> Iterator[Peringatan]:
    """What keeps a month from being locked, and what somebody should look at before."""
    last = months.last(bulan)
    for opd in paying_offices(bulan):
        if current(bulan, opd.id) is not None:
            continue
        if opd.data_sampai is None or opd.data_sampai < last:
            yield Peringatan("data", f"{opd.nama}: {_until(opd.data_sampai)}.")
        if taken(bulan, opd.id, "verifikasi") is None:
            yield Peringatan("bulan", f"{opd.nama}: {bulan} belum diverifikasi.")
    yield from _people(bulan)
    yield from _negative(bulan)


def _until(day: date | None) -> str:
    return "belum ada data presensi" if day is None else f"data presensi baru sampai {day.isoformat()}"


def _people(bulan: str) -> Iterator[Peringatan]:
    """What people lack, and what an officer should know of them: also of those who are locked by now."""
    locked = HasilTpp.select(HasilTpp.pegawai).join(Penutupan)
    locked = locked.where((HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null())
    rows: Any = (
        Perkiraan.select(Pegawai.nip, Pegawai.nama, Perkiraan.kurang, Perkiraan.catatan, Perkiraan.pegawai.in_(locked))
        .join(Pegawai)
        .where(Perkiraan.bulan == bulan)
        .order_by(Pegawai.nip)
        .tuples()
    )
    for nip, nama, kurang, catatan, done in rows:
        notes = [note for note in catatan if not note.startswith(SEMENTARA)]
        for reason in notes if done else [*kurang, *notes]:
            yield Peringatan("pegawai", f"{nip} {nama}: {reason}.")


def _negative(bulan: str) -> Iterator[Peringatan]:
    rows: Any = (
        HasilTpp.select(HasilTpp.nip, HasilTpp.nama, HasilTpp.bersih)
        .join(Penutupan)
        .where((HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null() & (HasilTpp.bersih < 0))
        .order_by(HasilTpp.nip)
        .tuples()
    )
    for nip, nama, bersih in rows:
        yield Peringatan("pegawai", f"{nip} {nama}: TPP bersih negatif, Rp {bersih}.")
    estimates: Any = (
        Perkiraan.select(Pegawai.nip, Pegawai.nama, Perkiraan.bersih)
        .join(Pegawai)
        .where((Perkiraan.bulan == bulan) & (Perkiraan.bersih < 0))
        .order_by(Pegawai.nip)
        .tuples()
    )
    done = {row[0] for row in rows}
    for nip, nama, bersih in estimates:
        if nip not in done:
            yield Peringatan("pegawai", f"{nip} {nama}: perkiraan TPP bersih negatif, Rp {bersih}.")
