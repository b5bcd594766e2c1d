"""The regency's month office by office: how far each has come from open to paid, and what keeps it there.

Offices are those that pay: a person belongs to the office of the last placed day in the month. Read by index only;
nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from appliance.models.hari_kerja import DirtyMonth
from appliance.models.laporan import Laporan
from appliance.models.opd import Opd
from appliance.models.penempatan import Penempatan
from appliance.models.penutupan import HasilTpp, Langkah, Pembayaran, Pembukaan, Penutupan
from appliance.models.perkiraan import Perkiraan
from appliance.rules import bulan as months

TAHAP = ("Terbuka", "Diverifikasi", "Dihitung", "Diperiksa", "Dikunci", "Dibayar")
TERBUKA, DIVERIFIKASI, DIHITUNG, DIPERIKSA, DIKUNCI, DIBAYAR = range(1, 7)


class Taksiran(NamedTuple):
    """Sums of an office's estimates; `tpp` and `bersih` only of the people who are complete, `semua` of all."""

    orang: int = 0
    semua: int = 0
    lengkap: int = 0
    tpp: int = 0
    bersih: int = 0
    catatan: int = 0
    contoh: int = 0
    terbaru: datetime | None = None


class Unit(NamedTuple):
    """One office of the month. `tahap` counts from 1 in TAHAP; amounts are locked ones from DIKUNCI on.

    Until then `tpp` and `bersih` are what locking would fix now, and `berjalan` the estimates of everybody. `contoh`:
    some amount rests on an entry that is not confirmed.
    """

    opd: Opd
    tahap: int
    orang: int
    kurang: int
    tpp: int
    bersih: int
    berjalan: int
    data_kurang: bool
    contoh: bool
    peringatan: tuple[str, ...]
    penutupan: Penutupan | None

    @property
    def terkunci(self) -> bool:
        return self.tahap >= DIKUNCI

    @property
    def kata(self) -> str:
        return TAHAP[self.tahap - 1]


def overview(bulan: str, offices: Sequence[Opd]) -> list[Unit]:
    """Every one of `offices` that pays somebody in the month, in the order given. Four queries."""
    paid, sums, steps, locked = headcount(bulan), _sums(bulan), _steps(bulan), _locked(bulan)
    return [
        _unit(bulan, opd, paid.get(opd.id, 0), sums.get(opd.id, Taksiran()), steps.get(opd.id, {}), locked.get(opd.id))
        for opd in offices
        if opd.id in paid or opd.id in locked
    ]


def headcount(bulan: str) -> dict[int, int]:
    """How many people each office pays in the month."""
    here, later = Penempatan, Penempatan.alias()
    last = months.last(bulan)
    after = later.select(later.id).where(
        (later.pegawai == here.pegawai) & (later.mulai > here.mulai) & (later.mulai <= last)
    )
    rows: Any = (
        here.select(here.opd, fn.COUNT(here.id))
        .where((here.mulai <= last) & (here.sampai >= months.first(bulan)) & ~fn.EXISTS(after))
        .group_by(here.opd)
    )
    return dict(rows.tuples())


def waiting(bulan: str) -> int:
    """How many people's estimates of the month are still being worked out."""
    rows: Any = DirtyMonth.select(DirtyMonth.pegawai).where(DirtyMonth.bulan == bulan).distinct()
    return int(rows.count())


def undecided(bulan: str) -> int:
    """How many reports of the month still wait for a decision."""
    inside = Laporan.tanggal.between(months.first(bulan), months.last(bulan))
    return int(Laporan.select().where((Laporan.status == "menunggu") & inside).count())


def whole() -> Any:
    """Whether an estimate lacks nothing: its list of reasons, as text, is just the brackets."""
    return fn.LENGTH(Perkiraan.kurang) <= len("[]")


def _sums(bulan: str) -> dict[int, Taksiran]:
    p = Perkiraan
    rows: Any = (
        p.select(
            p.opd,
            fn.COUNT(p.pegawai),
            fn.SUM(p.tpp),
            fn.SUM(Case(None, [(whole(), 1)], 0)),
            fn.SUM(Case(None, [(whole(), p.tpp)], 0)),
            fn.SUM(Case(None, [(whole(), p.bersih)], 0)),
            fn.SUM(Case(None, [(fn.LENGTH(p.catatan) > len("[]"), 1)], 0)),
            fn.MAX(p.contoh),
            fn.MAX(p.dihitung),
        )
        .where((p.bulan == bulan) & p.opd.is_null(is_null=False))
        .group_by(p.opd)
    )
    return {opd: Taksiran(*sums)._replace(terbaru=p.dihitung.python_value(new)) for opd, *sums, new in rows.tuples()}


def _steps(bulan: str) -> dict[int, dict[str, Langkah]]:
    """Steps in force by office; of several of one kind the newest."""
    found: dict[int, dict[str, Langkah]] = {}
    standing: Any = Langkah.select().where((Langkah.bulan == bulan) & Langkah.dibatalkan.is_null())
    for row in standing.order_by(Langkah.id):
        found.setdefault(row.opd_id, {})[row.langkah] = row
    return found


def _locked(bulan: str) -> dict[int, Penutupan]:
    """Closings in force with `dibayar`, `diminta` (a reopening that waits) and `contoh` set on each."""
    example = fn.EXISTS(HasilTpp.select().where((HasilTpp.penutupan == Penutupan.id) & (HasilTpp.contoh == 1)))
    asked = (Pembukaan.penutupan == Penutupan.id) & Pembukaan.disetujui.is_null() & Pembukaan.ditolak.is_null()
    rows: Any = (
        Penutupan.select(
            Penutupan, Pembayaran.tanggal.alias("dibayar"), Pembukaan.id.alias("diminta"), example.alias("contoh")
        )
        .join(Pembayaran, JOIN.LEFT_OUTER)
        .switch(Penutupan)
        .join(Pembukaan, JOIN.LEFT_OUTER, on=asked)
        .where((Penutupan.bulan == bulan) & Penutupan.dibuka.is_null())
        .objects()
    )
    return {row.opd_id: row for row in rows}


def _unit(bulan: str, opd: Opd, orang: int, sums: Taksiran, steps: dict[str, Langkah], closing: Any) -> Unit:
    if closing is not None:
        tahap = DIBAYAR if closing.dibayar else DIKUNCI
        asked: tuple[str, ...] = ("pembukaan diminta",) if closing.diminta else ()
        amounts = (closing.tpp, closing.bersih, closing.tpp)
        marks = (False, bool(closing.contoh), asked)
        return Unit(opd, tahap, closing.orang, len(closing.tanpa), *amounts, *marks, closing)
    short = opd.data_sampai is None or opd.data_sampai < months.last(bulan)
    said = tuple(_warnings(orang, sums, steps, opd.data_sampai, short=short))
    amounts = (sums.tpp, sums.bersih, sums.semua)
    contoh = bool(sums.contoh)
    return Unit(opd, _stage(sums, steps), orang, orang - sums.lengkap, *amounts, short, contoh, said, None)


def _stage(sums: Taksiran, steps: dict[str, Langkah]) -> int:
    computed, checked = steps.get("perhitungan"), steps.get("pemeriksaan")
    if checked is not None and not _stale(sums, checked):
        return DIPERIKSA
    if computed is not None or checked is not None:
        return DIHITUNG
    return DIVERIFIKASI if "verifikasi" in steps else TERBUKA


def _stale(sums: Taksiran, checked: Langkah) -> bool:
    """Whether an amount was computed again after it was checked."""
    return sums.terbaru is not None and sums.terbaru > checked.kapan


def _warnings(
    orang: int, sums: Taksiran, steps: dict[str, Langkah], until: date | None, *, short: bool
) -> Iterable[str]:
    if short:
        yield "belum ada data" if until is None else f"data baru sampai {until.day}-{until.month}-{until.year}"
    if "verifikasi" not in steps:
        yield "belum diverifikasi"
    elif "pengesahan" not in steps:
        yield "rekap belum disahkan"
    if orang > sums.orang:
        yield f"{orang - sums.orang} pegawai belum dihitung"
    if "pemeriksaan" in steps and _stale(sums, steps["pemeriksaan"]):
        yield "berubah sejak diperiksa"
    if sums.catatan:
        yield f"{sums.catatan} pegawai dengan catatan"
