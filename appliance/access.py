"""Who is asking, and what this person may see. Every lookup of a page starts here; what is not found here is a 404."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from peewee import SQL, Expression, fn

from appliance.access_matrix import ACCESS
from appliance.models.akun_kantor import of_offices
from appliance.models.base import Record
from appliance.models.laporan import Laporan
from appliance.models.mesin import Mesin
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.pengguna import Pengguna
from appliance.models.plt import Plt
from appliance.models.prepared import Prepared
from appliance.rules import bulan as months

EVERYWHERE = frozenset({"bkpsdm", "tim_tpp", "pemeriksa"})
OFFICE = frozenset({"operator", "kepala", "bendahara", "pendamping"})  # without an office: of all offices
PRIVILEGED = EVERYWHERE | OFFICE | {"admin"}

R = TypeVar("R", bound=Record)


class NotVisible(LookupError):
    """What was asked for does not exist, or not for this person: the same answer to both."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the roles in force on `today`: pairs of role and the office it is bound to (or None).

    `pegawai_id`, `nip` and `opd_id` are None for an account that belongs to no civil servant; `memimpin` says whether
    anybody serves under this person.
    """

    pengguna_id: int
    nama: str
    pegawai_id: int | None
    nip: str | None
    opd_id: int | None
    unit: str
    peran: frozenset[tuple[str, int | None]]
    today: date
    memimpin: bool = False

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for role, _ in self.peran)

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def acting(self, roles: frozenset[str]) -> Actor:
        """The same person with no other roles than these: what one role may read, another must not write."""
        return replace(self, peran=frozenset(pair for pair in self.peran if pair[0] in roles))

    def may(self, endpoint: str, method: str = "GET") -> bool:
        """Whether the matrix opens `endpoint` to one of the roles."""
        return not self.roles.isdisjoint(ACCESS[endpoint].roles(method))

    def sees_all(self) -> bool:
        """Whether a role reaches every office: by its nature, or because it was given without an office."""
        return self.has(*EVERYWHERE) or any(role in OFFICE and opd is None for role, opd in self.peran)

    def opd(self) -> Any:
        """Offices of this person's roles, with the offices under them."""
        return Opd.select() if self.sees_all() else Opd.select().where(Opd.id.in_(self._offices()))

    def mesin(self) -> Any:
        """Machines of those offices."""
        return Mesin.select() if self.sees_all() else Mesin.select().where(Mesin.opd.in_(self._offices()))

    def pegawai(self, sejak: date | None = None) -> Any:
        """People this person may see: self, subordinates, people of the offices.

        Placed there today, or at any time since `sejak` (the first day of the month that is looked at).
        """
        if self.sees_all():
            return Pegawai.select()
        seen: Any = SQL("1 = 0")
        if self._offices_bound():
            placed = Penempatan.select(Penempatan.pegawai).where(self._placed(sejak))
            seen = Pegawai.id.in_(placed.where(Penempatan.opd.in_(self._offices())))
        if self.has("asn") and self.pegawai_id is not None:
            seen = seen | (Pegawai.id == self.pegawai_id) | Pegawai.id.in_(self._subordinates(sejak))
        return Pegawai.select().where(seen)

    def laporan(self, bulan: str) -> Any:
        """Daily reports of a month: one's own, those of subordinates, of the people of the offices."""
        first = months.first(bulan)
        people = self.pegawai(first).select(Pegawai.id)
        within = Laporan.tanggal.between(first, months.last(bulan))
        return Laporan.select().where(within & Laporan.pegawai.in_(people))

    def bawahan(self, sejak: date | None = None) -> Any:
        """Subordinates at every depth of the placement tree, those of acting posts (Plt., Plh.) among them."""
        if self.pegawai_id is None:
            return Pegawai.select().where(SQL("1 = 0"))
        return Pegawai.select().where(Pegawai.id.in_(self._subordinates(sejak)) & (Pegawai.id != self.pegawai_id))

    def bawahan_bernama(self) -> list[tuple[str, str]]:
        """NIP and name of the same people, by name."""
        if self.pegawai_id is None:
            return []
        return BERNAMA.rows(person=self.pegawai_id, nip=self.nip, today=self.today)

    def pengguna(self) -> Any:
        """Accounts: all for the box's administrator and BKPSDM, else of the people of the offices."""
        if self.has("admin", "bkpsdm"):
            return Pengguna.select()
        people = self.acting(OFFICE).pegawai().select(Pegawai.id)
        return Pengguna.select().where(Pengguna.pegawai.in_(people))

    def given_codes(self) -> Any:
        """Accounts to which this person may give a one-time code: never the own one.

        All for the box's administrator and BKPSDM; else those of the offices' people, and of subordinates, who hold
        no role of the whole regency.
        """
        others = Pengguna.select().where(Pengguna.id != self.pengguna_id)
        if self.has("admin", "bkpsdm"):
            return others
        own = self.acting(frozenset({"operator", "pendamping"})).pengguna().select(Pengguna.id)
        under = Pengguna.pegawai.in_(self.bawahan().select(Pegawai.id))
        return of_offices(others.where(Pengguna.id.in_(own) | under), self.today)

    def _offices_bound(self) -> list[int]:
        return sorted({opd for role, opd in self.peran if role in OFFICE and opd is not None})

    def _offices(self) -> Any:
        """Ids of the offices of the roles and of every office under them."""
        roots = Opd.select(Opd.id).where(Opd.id.in_(self._offices_bound())).cte("unit", recursive=True, columns=("id",))
        child = Opd.alias()
        under = child.select(child.id).join(roots, on=(child.induk == roots.c.id))
        return roots.union(under).select_from(roots.c.id)

    def _placed(self, sejak: date | None, of: Any = Penempatan) -> Expression:
        start = min(sejak or self.today, self.today)
        placed: Expression = (of.mulai <= self.today) & (of.sampai >= start)
        return placed

    def _subordinates(self, sejak: date | None) -> Any:
        """Ids of the people under this one and under the posts that this one acts in, at every depth.

        Who has left is a step of the way all the same: the next higher decides for the people under an empty post.
        """
        under = (Penempatan.nip_atasan == self.nip) | Penempatan.id.in_(self._under_posts())
        first = Penempatan.select(Penempatan.pegawai).where(self._newest(sejak) & under)
        tree = first.cte("bawahan", recursive=True, columns=("id",))
        above = Pegawai.alias()
        further = (
            Penempatan.select(Penempatan.pegawai)
            .join(above, on=(above.nip == Penempatan.nip_atasan))
            .join(tree, on=(tree.c.id == above.id))
            .where(self._newest(sejak))
        )
        now = Penempatan.alias()  # asked for each of them: a list of all the regency's people costs more
        here = now.select(now.id).where((now.pegawai == tree.c.id) & self._placed(sejak, now))
        return tree.union(further).select_from(tree.c.id).where(fn.EXISTS(here))

    def _newest(self, sejak: date | None) -> Expression:
        """Placements of that time, and the last one of everybody who has left."""
        later = Penempatan.alias()
        follows = (later.pegawai == Penempatan.pegawai) & (later.mulai > Penempatan.mulai)
        ended = (Penempatan.sampai < self.today) & ~fn.EXISTS(later.select(later.id).where(follows))
        newest: Expression = self._placed(sejak) | ended
        return newest

    def _under_posts(self) -> Any:
        """Ids of placements under a holder of a post in which this person acts today, as long as he held it."""
        holder, boss, under = Penempatan.alias(), Pegawai.alias(), Penempatan.alias()
        return (
            under.select(under.id)
            .join(boss, on=(boss.nip == under.nip_atasan))
            .join(holder, on=(holder.pegawai == boss.id))
            .join(Plt, on=(Plt.opd == holder.opd) & (Plt.jabatan == holder.jabatan))
            .where((Plt.pegawai == self.pegawai_id) & (Plt.mulai <= self.today))
            .where(Plt.selesai.is_null() | (Plt.selesai >= self.today))
            .where(holder.sampai >= under.mulai)
        )


def _named(person: int, nip: str, today: date) -> Any:
    who = Actor(0, "", person, nip, None, "", frozenset(), today)
    return who.bawahan().select(Pegawai.nip, Pegawai.nama).order_by(Pegawai.nama, Pegawai.nip)


BERNAMA = Prepared(_named, person=int, nip=str, today=date)


def find_or_404(query: Any) -> Any:
    """The one row of a query that started from an actor; raises `NotVisible`, which the web answers with 404."""
    found = query.first()
    if found is None:
        raise NotVisible
    return found
