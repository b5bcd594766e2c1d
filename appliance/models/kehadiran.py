"""Reading what is known of a person's days, by index and as few rows as a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import JOIN

from appliance.models.cuti import Cuti
from appliance.models.fakta_bulan import HARI, to_hari
from appliance.models.gangguan import Gangguan
from appliance.models.hari_kerja import HariKerja
from appliance.models.kalender import Libur
from appliance.models.koreksi import Koreksi, PresensiManual, PutusanKoreksi
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.penempatan import Penempatan
from appliance.models.prepared import Prepared
from appliance.models.presensi import Presensi
from appliance.rules.fakta import Hari
from appliance.rules.presensi import SEBELUM, SESUDAH

MINUTE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Rekaman:
    """A punch as the machine gave it; `ulang` when it follows another within a minute."""

    waktu: datetime
    mesin: str
    unit: str
    ulang: bool = False


def days(pegawai_id: int, mulai: date, selesai: date) -> dict[date, Hari]:
    """Judged days of a person, both ends included."""
    found = (to_hari(list(row)) for row in DAYS.rows(pegawai=pegawai_id, mulai=mulai, selesai=selesai))
    return {hari.tanggal: hari for hari in found}


def _days(pegawai: int, mulai: date, selesai: date) -> Any:
    return HariKerja.select(*HARI).where((HariKerja.pegawai == pegawai) & HariKerja.tanggal.between(mulai, selesai))


DAYS = Prepared(_days, pegawai=int, mulai=date, selesai=date)


def day(pegawai_id: int, tanggal: date) -> Hari | None:
    return days(pegawai_id, tanggal, tanggal).get(tanggal)


def punches(pegawai_id: int, since: datetime, until: datetime) -> list[Rekaman]:
    """A person's punches from `since` up to, not including, `until`, each with its machine."""
    found: list[Rekaman] = []
    for stored, sn, unit in PUNCHES.rows(pegawai=pegawai_id, since=since, until=until):
        waktu = Presensi.waktu.python_value(stored)
        again = bool(found) and waktu - found[-1].waktu <= MINUTE
        found.append(Rekaman(waktu, sn, unit, again))
    return found


def _punches(pegawai: int, since: datetime, until: datetime) -> Any:
    own = (Presensi.pegawai == pegawai) & (Presensi.waktu >= since) & (Presensi.waktu < until)
    return (
        Presensi.select(Presensi.waktu, Mesin.sn, Opd.nama)
        .join(Mesin)
        .join(Opd)
        .where(own & (Presensi.ditarik == False))  # noqa: E712 - peewee writes the condition from the comparison
        .order_by(Presensi.waktu)
    )


PUNCHES = Prepared(_punches, pegawai=int, since=datetime, until=datetime)


def punches_of_day(pegawai_id: int, tanggal: date, hari: Hari | None) -> list[Rekaman]:
    """Punches that the day could have been judged by: of its date, and of its interval where that reaches further."""
    since = datetime.combine(tanggal, time())
    until = since + timedelta(days=1)
    if hari is not None and hari.mulai is not None and hari.selesai is not None:
        since, until = min(since, hari.mulai - SEBELUM), max(until, hari.selesai + SESUDAH)
    return punches(pegawai_id, since, until)


@dataclass(frozen=True, slots=True)
class Sekitar:
    """What else stands on a day: leave, holiday, correction with its decision, manual mark, outages of the office."""

    cuti: Cuti | None
    libur: str | None
    koreksi: dict[str, Any] | None
    manual: PresensiManual | None
    gangguan: list[Gangguan]


def around(pegawai_id: int, tanggal: date, hari: Hari | None) -> Sekitar:
    """Only what can stand on such a day is asked for: one query, and one for each thing that the judgement names."""
    leave, marked, shielded = _hints(hari)
    covers = (Cuti.pegawai == pegawai_id) & (Cuti.mulai <= tanggal) & (Cuti.selesai >= tanggal)
    mark = (PresensiManual.pegawai == pegawai_id) & (PresensiManual.tanggal == tanggal)
    free = hari is None or hari.keadaan == "libur"
    return Sekitar(
        cuti=Cuti.select().where(covers).first() if leave else None,
        libur=Libur.select(Libur.nama).where(Libur.tanggal == tanggal).scalar() if free else None,
        koreksi=_correction(pegawai_id, tanggal),
        manual=PresensiManual.select().where(mark).first() if marked else None,
        gangguan=_outages(pegawai_id, tanggal) if shielded else [],
    )


def _hints(hari: Hari | None) -> tuple[bool, bool, bool]:
    """Whether leave, a manual mark, an outage may stand on the day; all of them where nobody judged it yet."""
    if hari is None or hari.keadaan == "belum_ada_data":
        return True, True, True
    return hari.cuti is not None, hari.dikoreksi, hari.dilindungi


def _correction(pegawai_id: int, tanggal: date) -> dict[str, Any] | None:
    asked: Any = (
        Koreksi.select(
            Koreksi.masuk, Koreksi.pulang, Koreksi.alasan, Koreksi.nomor_surat, Koreksi.diajukan, PutusanKoreksi.setuju,
            PutusanKoreksi.kapan, PutusanKoreksi.catatan,
        )
        .join(PutusanKoreksi, JOIN.LEFT_OUTER)
        .where((Koreksi.pegawai == pegawai_id) & (Koreksi.tanggal == tanggal))
        .dicts()
    )  # fmt: skip
    found: dict[str, Any] | None = asked.first()
    return found


def _outages(pegawai_id: int, tanggal: date) -> list[Gangguan]:
    begin = datetime.combine(tanggal, time())
    placed = Penempatan.select(Penempatan.opd).where(
        (Penempatan.pegawai == pegawai_id) & (Penempatan.mulai <= tanggal) & (Penempatan.sampai >= tanggal)
    )
    lasted = Gangguan.selesai.is_null() | (Gangguan.selesai >= begin)
    there = Gangguan.opd.in_(placed) & (Gangguan.mulai < begin + timedelta(days=2)) & lasted
    return list(Gangguan.select().where(there).order_by(Gangguan.mulai))
