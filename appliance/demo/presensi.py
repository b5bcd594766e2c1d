"""Two months of coming and going, office by office, as the machines would have kept it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from appliance.demo.hadir import Jejak, attend
from appliance.demo.jaga import roster
from appliance.demo.kabupaten import Kabupaten
from appliance.demo.kejadian import away, temper
from appliance.demo.masa import days
from appliance.demo.mesin import Alat, machine_of
from appliance.demo.orang import Orang
from appliance.rules.fakta import BarisJadwal, Giliran
from appliance.rules.jadwal import giliran
from appliance.rules.rak import Rak


@dataclass
class Kalender:
    """Working hours of any date: the decrees in force, local schedules, free days."""

    rak: Rak
    jadwal: Sequence[BarisJadwal]
    libur: frozenset[date]

    def __post_init__(self) -> None:
        self._known: dict[tuple[date, str], Giliran | None] = {}

    def interval(self, day: date, kode: str) -> Giliran | None:
        """The interval of a weekly schedule; free on holidays."""
        key = (day, kode)
        if key not in self._known:
            self._known[key] = giliran(day, kode, self.rak, self.jadwal, self.libur, {})
        return self._known[key]

    def shift(self, day: date, kode: str) -> Giliran | None:
        """The interval of a roster's shift, holiday or not."""
        return giliran(day, kode, self.rak, self.jadwal, (), {day: kode})


def shifts(kab: Kabupaten, person: Orang, dates: Iterable[date]) -> dict[date, str]:
    """The person's roster on these dates; empty for those who keep office hours."""
    return roster(dates, kab.rng("jaga", person.nip)) if person.pos.bergilir else {}


def intervals(kab: Kabupaten, person: Orang, dates: Sequence[date], calendar: Kalender) -> Iterator[Giliran]:
    """The person's working intervals in order."""
    turns = shifts(kab, person, dates)
    for day in dates:
        found = calendar.shift(day, turns[day]) if day in turns else calendar.interval(day, person.pos.jadwal)
        if found is not None:
            yield found


def trace(kab: Kabupaten, person: Orang, first: date, calendar: Kalender, last: date | None = None) -> Jejak:
    """What the person left behind from `first` to `last` (yesterday, when not said), outages of the office included.

    Each month is a run of chance of its own: a longer time adds to what a shorter one gave and changes nothing of it.
    """
    watak = temper(kab.kejadian, kab.rng("watak", person.nip))
    gone = away(kab.absen[person.nip])
    whole = Jejak()
    until = last or kab.masa.kemarin
    for month in sorted({day.replace(day=1) for day in days(first, until)}):
        dates = [day for day in days(max(first, month), until) if day.replace(day=1) == month]
        chance = kab.rng("hadir", person.nip, str(month))
        whole.join(attend(intervals(kab, person, dates, calendar), gone, watak, chance))
    whole.presensi = [moment for moment in whole.presensi if not _dark(kab, person.opd, moment)]
    return whole


def _dark(kab: Kabupaten, opd: str, moment: datetime) -> bool:
    return any(p.opd == opd and p.mulai <= moment <= p.selesai for p in kab.padam)


def by_machine(kab: Kabupaten, traces: Mapping[str, Jejak]) -> dict[str, dict[Alat, list[tuple[datetime, str]]]]:
    """Office -> machine -> (time, PIN) in the order in which the machine kept them."""
    of_office: dict[str, list[Alat]] = {}
    for alat in kab.mesin:
        of_office.setdefault(alat.opd, []).append(alat)
    held: dict[Alat, list[tuple[datetime, str]]] = {alat: [] for alat in kab.mesin}
    for person in kab.semua:
        for moment in traces[person.nip].presensi:
            moved = person.pindah if person.pindah and moment.date() >= person.pindah.mulai else None
            if moved:
                held[of_office[moved.opd][0]].append((moment, moved.pin_mesin))
            elif person.opd in of_office:
                held[machine_of(person, of_office[person.opd])].append((moment, person.pin_mesin))
    return {kode: {alat: sorted(held[alat]) for alat in group} for kode, group in of_office.items()}
