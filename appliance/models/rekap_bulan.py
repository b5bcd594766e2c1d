"""An office's month in numbers, person by person, and what of it an officer must look at before signing."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from appliance.models.hari_kerja import HariKerja
from appliance.models.koreksi import Koreksi, PutusanKoreksi
from appliance.models.orang_opd import Anggota, members
from appliance.models.penempatan import Penempatan
from appliance.models.penutupan import Periksa
from appliance.models.perkiraan import Perkiraan
from appliance.rules import bulan as months

OFTEN_LATE = 5  # times in a month from which an officer should look; a matter of display, no cut follows from it

NO_DATA = "belum ada data presensi"  # how the law's functions begin to say it

# Field of `Rekap` and the words for its count, the gravest first.
SEBUTAN = (
    ("tanpa_keterangan", "tanpa keterangan"), ("tanpa_presensi", "presensi tidak lengkap"), ("belum", "belum ada data"),
    ("tanpa_apel", "tidak apel"), ("koreksi", "koreksi menunggu"),
)  # fmt: skip


class Rekap(NamedTuple):
    """One person's month: days and times, what an officer should know, and whether somebody looked at it."""

    orang: Anggota
    kerja: int = 0
    tanpa_keterangan: int = 0
    tanpa_presensi: int = 0
    terlambat: int = 0
    belum: int = 0
    tanpa_apel: int = 0
    cuti: int = 0
    koreksi: int = 0
    catatan: tuple[str, ...] = ()
    diperiksa: bool = False

    @property
    def sebab(self) -> list[str]:
        """Why somebody should look at this person's month; empty when nothing stands out."""
        found = [f"{count} {words}" for name, words in SEBUTAN if (count := getattr(self, name))]
        if self.terlambat >= OFTEN_LATE:
            found.append(f"{self.terlambat} kali terlambat")
        return found + list(self.catatan)

    @property
    def berat(self) -> int:
        """The order of the list: absences weigh most."""
        weighed = self.tanpa_keterangan * 100 + self.belum * 20 + self.tanpa_presensi * 10
        return weighed + self.terlambat + len(self.catatan)


def recap(opd_id: int, bulan: str, today: date) -> list[Rekap]:
    """Everybody placed in the office in the month: who stands out first, those looked at after them. Five queries.

    Days from `today` on cannot have data yet and stand out for nobody.
    """
    first, last = months.first(bulan), months.last(bulan)
    people = members(opd_id, first, last)
    ids = [one.id for one in people]
    days, notes, waiting = _days(opd_id, first, last, today), _notes(ids, bulan), _waiting(ids, first, last)
    nothing: Any = (0,) * 7
    ticked: Any = Periksa.select(Periksa.pegawai).where((Periksa.bulan == bulan) & Periksa.pegawai.in_(ids))
    looked = {row[0] for row in ticked.tuples()}
    rows = []
    for one in people:
        counts: Any = days.get(one.id, nothing)
        about: dict[str, Any] = {
            "koreksi": waiting.get(one.id, 0),
            "catatan": notes.get(one.id, ()),
            "diperiksa": one.id in looked,
        }
        rows.append(Rekap(one, *counts)._replace(**about))
    return sorted(rows, key=lambda r: (not r.sebab, r.diperiksa, -r.berat, r.orang.nama))


def _days(opd_id: int, first: date, last: date, today: date) -> dict[int, Any]:
    h = HariKerja
    here = (Penempatan.pegawai == h.pegawai) & (Penempatan.mulai <= h.tanggal) & (Penempatan.sampai >= h.tanggal)
    rows: Any = (
        h.select(
            h.pegawai,
            _count(h.kerja),
            _count(h.tanpa_keterangan),
            _count(h.tanpa_masuk | h.tanpa_pulang),
            _count(h.terlambat > 0),
            _count((h.keadaan == "belum_ada_data") & h.kerja & (h.tanggal < today)),
            _count(h.tanpa_apel),
            _count(h.keadaan == "cuti"),
        )
        .join(Penempatan, on=here)
        .where((Penempatan.opd == opd_id) & h.tanggal.between(first, last))
        .group_by(h.pegawai)
    )
    return {who: tuple(counts) for who, *counts in rows.tuples()}


def _count(condition: Any) -> Any:
    return fn.SUM(Case(None, [(condition, 1)], 0))


def _notes(ids: list[int], bulan: str) -> dict[int, tuple[str, ...]]:
    """What the estimate lacks or warns of, but for days without data, which are counted day by day."""
    chosen: Any = Perkiraan.select(Perkiraan.pegawai, Perkiraan.kurang, Perkiraan.catatan)
    rows = chosen.where((Perkiraan.bulan == bulan) & Perkiraan.pegawai.in_(ids)).tuples()
    return {
        who: tuple(note for note in [*(kurang or ()), *(catatan or ())] if not note.startswith(NO_DATA))
        for who, kurang, catatan in rows
    }


def _waiting(ids: list[int], first: date, last: date) -> dict[int, int]:
    rows: Any = (
        Koreksi.select(Koreksi.pegawai, fn.COUNT(Koreksi.id))
        .join(PutusanKoreksi, JOIN.LEFT_OUTER)
        .where(Koreksi.pegawai.in_(ids) & Koreksi.tanggal.between(first, last) & PutusanKoreksi.id.is_null())
        .group_by(Koreksi.pegawai)
    )
    return dict(rows.tuples())


def of_person(pegawai_id: int, bulan: str) -> dict[str, int]:
    """One person's judged days of a month in numbers, wherever they were served."""
    h = HariKerja
    own = (h.pegawai == pegawai_id) & h.tanggal.between(months.first(bulan), months.last(bulan))
    rows: Any = h.select(
        _count(h.kerja).alias("kerja"),
        _count(h.tanpa_keterangan).alias("tanpa_keterangan"),
        _count(h.tanpa_masuk | h.tanpa_pulang).alias("tanpa_presensi"),
        _count(h.terlambat > 0).alias("terlambat"),
        _count(h.keadaan == "cuti").alias("cuti"),
    ).where(own)
    found: dict[str, int] = rows.dicts().get()
    return found
