"""What waits for a superior's decision: one query for the number in the bar, the same list for his inbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import fn

from appliance.models.atasan import Pohon, offices
from appliance.models.laporan import Laporan
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.plt import Plt
from appliance.models.prepared import Prepared

MENUNGGU = "menunggu"


def count(pegawai_id: int, today: date) -> int:
    """How many reports wait for this person. One query by index, for every page.

    What reaches a kepala only because a writer has no superior at all is in the inbox and not in this number.
    """
    return int(COUNT.rows(person=pegawai_id, today=today)[0][0])


class Tunggu(NamedTuple):
    """A report that waits, and who wrote it."""

    laporan: int
    pegawai: int
    tanggal: date
    dikirim: datetime | None
    nip: str
    nama: str


def waiting(pegawai_id: int, today: date, headed: Iterable[int] = ()) -> list[Tunggu]:
    """All that this person may decide today, by day; `headed`: offices he is kepala of."""
    rows = WAITING.rows(person=pegawai_id, today=today)
    if offices_headed := list(headed):
        rows += UNDER_NOBODY.rows(today=today, offices=offices_headed)
    found = {row[0]: _told(row) for row in rows}
    tree = Pohon({one.pegawai for one in found.values()}, today)
    bosses = {pair: tree.decider(*pair) for pair in {(one.pegawai, one.tanggal) for one in found.values()}}
    mine = {pair for pair, boss in bosses.items() if boss is not None and boss.pegawai_id == pegawai_id}
    chosen = [one for one in found.values() if (one.pegawai, one.tanggal) in mine]
    return sorted(chosen, key=lambda one: (one.tanggal, one.laporan))


def _told(row: tuple[Any, ...]) -> Tunggu:
    report, writer, day, sent, nip, nama = row
    return Tunggu(report, writer, Laporan.tanggal.python_value(day), Laporan.dikirim.python_value(sent), nip, nama)


def decidable(laporan_ids: Iterable[int], pegawai_id: int, today: date) -> list[Laporan]:
    """Of these reports, waiting or decided, those that this person may decide today."""
    chosen: Any = Laporan.select(Laporan, Pegawai).join(Pegawai).where(Laporan.id.in_(sorted(set(laporan_ids))))
    rows: list[Laporan] = list(chosen.order_by(Laporan.tanggal, Laporan.mulai))
    tree = Pohon({row.pegawai.id for row in rows}, today)
    return [row for row in rows if (one := tree.decider(row.pegawai.id, row.tanggal)) and one.pegawai_id == pegawai_id]


def _candidates(person: Any, today: Any) -> Any:
    """Waiting reports whose writer was, on the day, under a head that `person` decides for today.

    First the people, then their waiting reports, then the day: so that years of decided ones are not gone through.
    """
    heads = _heads(person, today)
    ever, then = Penempatan.alias(), Penempatan.alias()
    people = ever.select(ever.pegawai).where(_under(ever, heads, today))
    on_day = (then.pegawai == Laporan.pegawai) & (then.mulai <= Laporan.tanggal) & (then.sampai >= Laporan.tanggal)
    placed = then.select(then.id).where(on_day & _under(then, heads, today))
    waits = (Laporan.status == MENUNGGU) & Laporan.pegawai.in_(people) & (Laporan.pegawai != person)
    rows: Any = Laporan.select().where(waits & fn.EXISTS(placed))
    return rows.with_cte(heads)


def _under(place: Any, heads: Any, today: Any) -> Any:
    return place.nip_atasan.in_(heads.select(heads.c.nip)) | place.pegawai.in_(_acting_under(heads, today))


def _heads(person: Any, today: Any) -> Any:
    """NIPs for whose people this person decides: his own, those of posts he acts in, of people who left under these."""
    own, taken = Pegawai.alias(), Penempatan.alias()
    away = taken.select(taken.pegawai).join(Plt, on=(Plt.opd == taken.opd) & (Plt.jabatan == taken.jabatan))
    away = away.where((taken.pegawai == person) & (taken.mulai <= today) & (taken.sampai >= today))
    away = away.where(_lasts(Plt, today) & (Plt.pegawai != person))
    acted = Penempatan.alias()
    posts = acted.select(acted.pegawai).join(Plt, on=(Plt.opd == acted.opd) & (Plt.jabatan == acted.jabatan))
    posts = posts.where((Plt.pegawai == person) & _lasts(Plt, today))
    first = own.select(own.nip).where(((own.id == person) & own.id.not_in(away)) | own.id.in_(posts))
    heads = first.cte("kepala_pohon", recursive=True, columns=("nip",))
    gone, place, now = Pegawai.alias(), Penempatan.alias(), Penempatan.alias()
    here = now.select(now.id).where((now.pegawai == gone.id) & (now.mulai <= today) & (now.sampai >= today))
    left = (
        gone.select(gone.nip)
        .join(place, on=(place.pegawai == gone.id))
        .join(heads, on=(heads.c.nip == place.nip_atasan))
    )
    return heads.union(left.where(~fn.EXISTS(here)))


def _acting_under(heads: Any, today: Any) -> Any:
    """Who acts today in the post of a superior under these heads: for him the next higher decides."""
    holder = Penempatan.alias()
    rows = Plt.select(Plt.pegawai).join(holder, on=(Plt.opd == holder.opd) & (Plt.jabatan == holder.jabatan))
    return rows.where(holder.nip_atasan.in_(heads.select(heads.c.nip)) & _lasts(Plt, today))


def _lasts(plt: Any, today: Any) -> Any:
    return (plt.mulai <= today) & (plt.selesai.is_null() | (plt.selesai >= today))


def undecidable(today: date) -> list[tuple[int, int, date]]:
    """(report, writer, day) of all that waits and for which nobody stands in the record who may decide."""
    found: Any = _alone(today).select(Laporan.id, Laporan.pegawai, Laporan.tanggal)
    rows = list(found.tuples())
    tree = Pohon({writer for _, writer, _ in rows}, today)
    return [row for row in rows if tree.decider(row[1], row[2]) is None]


def _alone(today: date) -> Any:
    """Waiting reports whose writer's placement names nobody, or somebody who is gone."""
    boss, there = Pegawai.alias(), Penempatan.alias()
    present = there.select(boss.nip).join(boss, on=(boss.id == there.pegawai))
    present = present.where((there.mulai <= today) & (there.sampai >= today))
    at = (Penempatan.pegawai == Laporan.pegawai) & (Penempatan.mulai <= Laporan.tanggal)
    at = at & (Penempatan.sampai >= Laporan.tanggal)
    alone = Penempatan.nip_atasan.is_null() | Penempatan.nip_atasan.not_in(present)
    rows: Any = Laporan.select().join(Penempatan, on=at)
    return rows.where((Laporan.status == MENUNGGU) & alone)


def team_of(pegawai_id: int, today: date) -> list[tuple[int, str, str, str]]:
    """(id, NIP, name, jabatan) of everybody whose reports of today this person would decide, by name."""
    return [(person, nip, nama, jabatan) for person, nip, nama, jabatan in TEAM.rows(person=pegawai_id, today=today)]


def _team(person: int, today: date) -> Any:
    heads = _heads(person, today)
    here = (Penempatan.mulai <= today) & (Penempatan.sampai >= today) & (Penempatan.pegawai != person)
    led = here & Penempatan.nip_atasan.in_(heads.select(heads.c.nip))
    told = Penempatan.select(Pegawai.id, Pegawai.nip, Pegawai.nama, Penempatan.jabatan).join(Pegawai).where(led)
    return told.order_by(Pegawai.nama).with_cte(heads)


def offices_below(roots: Iterable[int]) -> list[int]:
    """These offices and every office under them."""
    found = set(roots)
    above = offices()
    while more := {opd for opd, root in above.items() if root in found} - found:
        found |= more
    return sorted(found)


ROW = (Laporan.id, Laporan.pegawai, Laporan.tanggal, Laporan.dikirim, Pegawai.nip, Pegawai.nama)
WRITER = {"dest": Pegawai, "on": Pegawai.id == Laporan.pegawai}


def _waiting(person: int, today: date) -> Any:
    return _candidates(person, today).join_from(Laporan, **WRITER).select(*ROW)


def _under_nobody(today: date, offices: list[int]) -> Any:
    return _alone(today).join_from(Laporan, **WRITER).select(*ROW).where(Penempatan.opd.in_(offices))


COUNT = Prepared(lambda person, today: _candidates(person, today).select(fn.COUNT(Laporan.id.distinct())),
                 person=int, today=date)  # fmt: skip
WAITING = Prepared(_waiting, person=int, today=date)
UNDER_NOBODY = Prepared(_under_nobody, today=date, offices=list[int])
TEAM = Prepared(_team, person=int, today=date)
