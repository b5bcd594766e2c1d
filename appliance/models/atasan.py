"""Who decides for a person on a day: the superior of the placement, or who acts for him; nobody for himself.

Two dates count. The placement of the report's own day says whose subordinate its writer was then; who holds or acts in
the superior's post is asked of the day on which the decision is taken. So a superior decides the days that his people
worked under him, also after they moved, and somebody who acts (Plt., Plh.) decides while he acts, and no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN

from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.pengguna import Pengguna, Peran
from appliance.models.plt import Plt
from appliance.models.prepared import Prepared

PLH, PLT, DEFINITIF, KEPALA = "plh", "plt", "definitif", "kepala"


class Atasan(NamedTuple):
    """Who decides, and as what: the superior himself (`definitif`), `plt`, `plh`, or `kepala` of the office."""

    pegawai_id: int
    sebagai: str


class Tempat(NamedTuple):
    """A placement as the tree needs it; `post` is the office and the title of the post."""

    mulai: date
    sampai: date
    post: tuple[int, str]
    nip_atasan: str | None


class Pohon:
    """The tree of superiors as it stands on `day`, read level by level for the people that are asked about."""

    def __init__(self, people: Iterable[int], day: date) -> None:
        self.day = day
        self.places: dict[int, list[Tempat]] = {}
        self.by_nip: dict[str, int | None] = {}
        self.acting = _acting(day)
        self._heads: dict[int, list[int]] | None = None
        self._above: dict[int, int | None] = {}
        self._read(set(people))

    def decider(self, person: int, day: date) -> Atasan | None:
        """Who decides on what `person` did on `day`; None where the record names nobody who could.

        A post whose holder has left and in which nobody acts is passed over: the next higher decides. Where the way
        up ends, or turns in a circle, the kepala of the office decides.
        """
        place = near(self.places.get(person, ()), day)
        if place is None:
            return None
        seen: set[str] = set()
        nip, since = place.nip_atasan, place.mulai
        while nip and nip not in seen:
            seen.add(nip)
            above = self._known(nip)
            if above is None:
                break
            found = self._at(above, since)
            if found is not None and found.pegawai_id != person:
                return found
            here = near(self.places[above], self.day)
            nip, since = (here.nip_atasan, here.mulai) if here is not None else (None, since)
        return self._head(place.post[0], person)

    def _at(self, holder: int, since: date) -> Atasan | None:
        """Who decides in the holder's place; `since` is the day from which a subordinate was given to the holder."""
        places = self.places[holder]
        named, present = near(places, since), near(places, self.day)
        for place in (named, present):
            if place is not None and place.post in self.acting:
                return self.acting[place.post]
        if present is not None and present.mulai <= self.day <= present.sampai:
            return Atasan(holder, DEFINITIF)
        return None

    def _head(self, opd_id: int, person: int) -> Atasan | None:
        """The kepala of the office, else of the office above it, by the roles of that day."""
        if self._heads is None:
            self._heads, self._above = _heads(self.day), offices()
        here: int | None = opd_id
        for _ in range(len(self._above)):
            if here is None:
                break
            for head in self._heads.get(here, ()):
                if head != person:
                    return Atasan(head, KEPALA)
            here = self._above.get(here)
        return None

    def _known(self, nip: str) -> int | None:
        if nip not in self.by_nip:
            self._read_nips({nip})
        return self.by_nip[nip]

    def _read(self, people: set[int]) -> None:
        self._store(OF_PEOPLE.rows(ids=sorted(people)))
        nips = {place.nip_atasan for person in people for place in self.places.get(person, ()) if place.nip_atasan}
        self._read_nips(nips - self.by_nip.keys())

    def _read_nips(self, nips: set[str]) -> None:
        if not nips:
            return
        self.by_nip |= dict.fromkeys(nips)
        self._store(OF_NIPS.rows(nips=sorted(nips)))

    def _store(self, rows: Iterable[tuple[Any, ...]]) -> None:
        found: dict[int, list[Tempat]] = {}
        as_date = Penempatan.mulai.python_value
        for person, nip, mulai, sampai, opd, jabatan, above in rows:
            found.setdefault(person, []).append(Tempat(as_date(mulai), as_date(sampai), (opd, jabatan), above))
            self.by_nip[nip] = person
        self.places |= found


def _places(chosen: Any) -> Any:
    p = Penempatan
    told = p.select(p.pegawai, Pegawai.nip, p.mulai, p.sampai, p.opd, p.jabatan, p.nip_atasan)
    return told.join(Pegawai).where(chosen).order_by(p.mulai)


OF_PEOPLE = Prepared(lambda ids: _places(Penempatan.pegawai.in_(ids)), ids=list[int])
OF_NIPS = Prepared(lambda nips: _places(Pegawai.nip.in_(nips)), nips=list[str])


def decider(person: int, day: date, on: date) -> Atasan | None:
    """Who may decide, on the day `on`, about what this person did on `day`."""
    return Pohon([person], on).decider(person, day)


def superiors(wanted: Iterable[tuple[int, date]], on: date) -> dict[tuple[int, date], int | None]:
    """For each (person, day) the person whose duty it was, on the day `on`, to decide; None where nobody's."""
    pairs = set(wanted)
    tree = Pohon({person for person, _ in pairs}, on)
    found = {(person, day): tree.decider(person, day) for person, day in pairs}
    return {pair: None if one is None else one.pegawai_id for pair, one in found.items()}


def near(places: Iterable[Tempat], day: date) -> Tempat | None:
    """The last placement begun by `day`, else the first of all; `places` in order."""
    best: Tempat | None = None
    for place in places:
        if best is not None and place.mulai > day:
            break
        best = place
    return best


def offices() -> dict[int, int | None]:
    """Every office with the one above it."""
    rows: Any = Opd.select(Opd.id, Opd.induk)
    return dict(rows.tuples())


def _acting(day: date) -> dict[tuple[int, str], Atasan]:
    """Posts in which somebody acts on that day; a Plh. goes before a Plt., the newest before an older one."""
    rows = ACTING.rows(day=day)
    return {(opd, jabatan): Atasan(person, jenis) for opd, jabatan, person, jenis in rows}


def _acts(day: date) -> Any:
    lasts = (Plt.mulai <= day) & (Plt.selesai.is_null() | (Plt.selesai >= day))
    told = Plt.select(Plt.opd, Plt.jabatan, Plt.pegawai, Plt.jenis).where(lasts)
    return told.order_by(Plt.jenis.desc(), Plt.mulai, Plt.id)


ACTING = Prepared(_acts, day=date)


def _heads(day: date) -> dict[int, list[int]]:
    rows: Any = (
        Peran.select(Peran.opd, Pengguna.pegawai)
        .join(Pengguna, JOIN.INNER)
        .where((Peran.peran == KEPALA) & Peran.opd.is_null(is_null=False) & Pengguna.pegawai.is_null(is_null=False))
        .where((Peran.mulai <= day) & (Peran.selesai.is_null() | (Peran.selesai >= day)))
        .order_by(Peran.mulai.desc(), Peran.id)
    )
    found: dict[int, list[int]] = {}
    for opd, person in rows.tuples():
        found.setdefault(opd, []).append(person)
    return found
