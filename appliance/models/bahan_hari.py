"""Reading the facts of many people's days at once: a handful of indexed queries for each batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from appliance.models.apel import Apel
from appliance.models.cuti import Cuti
from appliance.models.gangguan import Gangguan
from appliance.models.jadwal import Jadwal, Roster
from appliance.models.kalender import Libur
from appliance.models.koreksi import Koreksi, PresensiManual, PutusanKoreksi
from appliance.models.opd import Opd
from appliance.models.penempatan import Penempatan
from appliance.models.presensi import Presensi
from appliance.rules import fakta
from appliance.rules.bulan import Rentang
from appliance.rules.jadwal import giliran
from appliance.rules.peraturan import Rak

DAY = timedelta(days=1)
Place = tuple[date, date, int, str]  # mulai, sampai, opd, jadwal


def spread(rows: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    """Rows by their first column, the person."""
    found: dict[int, list[Any]] = defaultdict(list)
    for who, *rest in rows:
        found[who].append(rest)
    return found


class BahanHarian:
    """The facts of `people` from the day before `first` to the day after `last`, ready to be judged."""

    def __init__(self, people: Sequence[int], first: date, last: date, rak: Rak) -> None:
        self.first, self.last, self.rak = first - DAY, last + DAY, rak
        self.places = self._places(people)
        self.libur = {row[0] for row in self._between(Libur, Libur.tanggal, None, [Libur.tanggal])}
        schedules: Any = Jadwal.select(
            Jadwal.kode, Jadwal.hari, Jadwal.masuk, Jadwal.pulang, Jadwal.berlaku_mulai, Jadwal.berlaku_sampai
        )
        self.jadwal = [fakta.BarisJadwal(*row) for row in schedules.tuples()]
        self.roster = spread(
            self._between(Roster, Roster.tanggal, people, [Roster.pegawai, Roster.tanggal, Roster.kode_jadwal])
        )
        self.apel = spread(
            r[:2]
            for r in self._between(Apel, Apel.tanggal, people, [Apel.pegawai, Apel.tanggal, Apel.hadir])
            if not r[2]
        )
        self.presensi = self._punches(people)
        self.koreksi = self._marks(people)
        self.cuti = self._leave(people)
        self.gangguan = self._outages()
        reach: Any = Opd.select(Opd.id, Opd.data_sampai).tuples()
        self.reach: dict[int, date | None] = dict(reach)
        self._hours: dict[tuple[str, date], fakta.Giliran | None] = {}

    def of(self, person: int) -> fakta.BahanHari:
        """One person's facts for `rules.hari_kerja.judge`."""
        places = self.places.get(person, [])
        days = [self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1)]
        roster = {day: kode for day, kode in self.roster.get(person, ())}
        where = {day: near(day, places) for day in days}
        placed = {day for day, (place, inside) in where.items() if inside}
        outages = {d: rows for d in placed if (rows := self.gangguan.get(where[d][0][2]))} if self.gangguan else {}
        return fakta.BahanHari(
            giliran={day: self._interval(day, place[3], roster) for day, (place, _) in where.items()} if places else {},
            ditempatkan=placed,
            tercakup=Tercakup(where, self.reach),
            presensi=[row[0] for row in self.presensi.get(person, ())],
            cuti=[fakta.Cuti(*row) for row in self.cuti.get(person, ())],
            koreksi=self.koreksi.get(person, ()),
            gangguan=outages,
            tidak_apel={row[0] for row in self.apel.get(person, ())},
        )

    def _interval(self, day: date, kode: str, roster: dict[date, str]) -> fakta.Giliran | None:
        if roster:
            return giliran(day, kode, self.rak, self.jadwal, self.libur, roster)
        key = (kode, day)
        if key not in self._hours:
            self._hours[key] = giliran(day, kode, self.rak, self.jadwal, self.libur, {})
        return self._hours[key]

    def _places(self, people: Sequence[int]) -> dict[int, list[Place]]:
        rows: Any = (
            Penempatan.select(
                Penempatan.pegawai, Penempatan.mulai, Penempatan.sampai, Penempatan.opd, Penempatan.jadwal
            )
            .where(Penempatan.pegawai.in_(people))
            .order_by(Penempatan.mulai)
        )
        return {who: [(a, b, c, d) for a, b, c, d in found] for who, found in spread(rows.tuples()).items()}

    def _between(self, model: Any, column: Any, people: Sequence[int] | None, fields: list[Any]) -> Any:
        there = column.between(self.first, self.last)
        if people is not None:
            there &= model.pegawai.in_(people)
        return model.select(*fields).where(there).tuples()

    def _punches(self, people: Sequence[int]) -> dict[int, list[Any]]:
        start = datetime.combine(self.first, time.min)
        end = datetime.combine(self.last, time.max)
        rows: Any = Presensi.select(Presensi.pegawai, Presensi.waktu).where(
            Presensi.pegawai.in_(people) & Presensi.waktu.between(start, end)
        )
        return spread(rows.tuples())

    def _marks(self, people: Sequence[int]) -> dict[int, list[fakta.Koreksi]]:
        fields = [Koreksi.pegawai, Koreksi.tanggal, Koreksi.masuk, Koreksi.pulang, Koreksi.nomor_surat]
        approved: Any = (
            Koreksi.select(*fields)
            .join(PutusanKoreksi)
            .where(
                (PutusanKoreksi.setuju == "ya")
                & Koreksi.tanggal.between(self.first, self.last)
                & Koreksi.pegawai.in_(people)
            )
        )
        m = PresensiManual
        manual = self._between(m, m.tanggal, people, [m.pegawai, m.tanggal, m.masuk, m.pulang, m.nomor_surat])
        found: dict[int, list[fakta.Koreksi]] = defaultdict(list)
        for who, *rest in [*approved.tuples(), *manual]:
            found[who].append(fakta.Koreksi(*rest))
        return found

    def _leave(self, people: Sequence[int]) -> dict[int, list[Any]]:
        rows: Any = (
            Cuti.select(Cuti.pegawai, Cuti.jenis, Cuti.mulai, Cuti.selesai, Cuti.nomor_surat)
            .where(Cuti.pegawai.in_(people) & (Cuti.mulai <= self.last) & (Cuti.selesai >= self.first))
            .order_by(Cuti.mulai)
        )
        return spread(rows.tuples())

    def _outages(self) -> dict[int, list[fakta.Gangguan]]:
        end, start = datetime.combine(self.last, time.max), datetime.combine(self.first, time.min)
        rows: Any = (
            Gangguan.select(Gangguan.opd, Gangguan.mulai, Gangguan.selesai, Gangguan.nomor_surat)
            .where((Gangguan.mulai <= end) & ((Gangguan.selesai >= start) | Gangguan.selesai.is_null()))
            .tuples()
        )
        return {opd: [fakta.Gangguan(*row) for row in found] for opd, found in spread(rows).items()}


def near(day: date, places: Sequence[Place]) -> tuple[Place, bool]:
    """The placement of a day and True; else the nearest earlier one, or the next, and False. `places` in order."""
    best: Place | None = None
    for place in places:
        if place[0] > day:
            break
        best = place
    if best is not None:
        return best, day <= best[1]
    return (places[0] if places else (date.max, date.max, 0, "")), False


class Tercakup:
    """Whether all data of a day have arrived, at the office where the person served that day."""

    def __init__(self, where: dict[date, tuple[Place, bool]], reach: dict[int, date | None]) -> None:
        self.where, self.reach = where, reach

    def __contains__(self, day: object) -> bool:
        assert isinstance(day, date)
        place = self.where[day][0] if day in self.where else next(reversed(self.where.values()))[0]
        limit = self.reach.get(place[2])
        return limit is not None and day in Rentang(None, limit)
