"""Reading the facts of many people's month at once, as `rules.tpp` takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from peewee import BooleanField

from appliance.models.bahan_hari import spread
from appliance.models.base import TanggalField, WaktuField, db
from appliance.models.gaji import Gaji
from appliance.models.hari_kerja import HariKerja
from appliance.models.hukdis import Hukdis
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.opd import Opd
from appliance.models.penempatan import OPEN, Penempatan
from appliance.models.plt import Plt
from appliance.models.presensi import Presensi
from appliance.models.skp import Predikat, Skp, counting
from appliance.rules import bulan as months
from appliance.rules import fakta
from appliance.rules.peraturan import Rak
from appliance.rules.skema import JAM_KERJA

HARI = tuple(getattr(HariKerja, field.name) for field in fields(fakta.Hari))
DATES = [at for at, field in enumerate(HARI) if isinstance(field, TanggalField | WaktuField)]
FLAGS = [at for at, field in enumerate(HARI) if isinstance(field, BooleanField)]


class FaktaBulan:
    """All facts of `people` in month `bulan` (YYYY-MM): some ten queries, however many people.

    Without `money` the salaries, acting posts and punishments are left out, which weigh nothing for the performance.
    """

    def __init__(self, people: Sequence[int], bulan: str, *, money: bool = True) -> None:
        self.bulan, self.people = bulan, people
        self.first, self.last = months.first(bulan), months.last(bulan)
        self.days = months.days(bulan)
        self.hari = self._days()
        self.penempatan = self._placements()
        self._money(money)
        self.predikat = spread(self._rows(Predikat, (Predikat.bulan == bulan), "predikat"))
        self.skp = spread(self._rows(Skp, counting(bulan), "butir target bobot rhk"))
        approved = Laporan.tanggal.between(self.first, self.last) & (Laporan.status == "disetujui")
        self.laporan = spread(self._rows(Laporan, approved, "tanggal mulai selesai butir_skp volume"))
        self.idle = self._idle()
        self._unconfirmed: dict[str, bool] = {}

    def _money(self, wanted: bool) -> None:
        gaji, hukdis = "mulai golongan ptkp gaji_bruto dasar_bpjs", "tingkat mulai bulan jenis potongan_persen nomor_sk"
        self.gaji = spread(self._rows(Gaji, (Gaji.mulai <= self.last), gaji)) if wanted else {}
        self.plt = self._acting() if wanted else {}
        self.hukdis = spread(self._rows(Hukdis, (Hukdis.mulai <= self.last), hukdis)) if wanted else {}

    def of(self, person: int, rak: Rak) -> fakta.BulanPegawai:
        """One person's month. A date not judged yet reads as one without data when the person serves on it."""
        hari = {one.tanggal: one for one in self.hari.get(person, ())}
        placements = tuple(fakta.Penempatan(*row) for row in self.penempatan.get(person, ()))
        days = tuple(hari.get(day) or unjudged(day, placements) for day in self.days)
        return fakta.BulanPegawai(
            bulan=self.bulan,
            penempatan=placements,
            hari=days,
            ada_rekaman=self._has_record(person, days),
            gaji=tuple(fakta.Gaji(*row) for row in self.gaji.get(person, ())),
            plt=tuple(fakta.Plt(*row) for row in self.plt.get(person, ())),
            hukdis=tuple(fakta.Hukdis(*row) for row in self.hukdis.get(person, ())),
            predikat=next((row[0] for row in self.predikat.get(person, ())), None),
            skp=tuple(fakta.Skp(*row) for row in self.skp.get(person, ())),
            laporan=tuple(fakta.Laporan(*row) for row in self.laporan.get(person, ())),
            tidak_menilai_bawahan=person in self.idle,
            jam_contoh=any(self._hours_unconfirmed(p.jadwal, rak) for p in placements),
        )

    def _hours_unconfirmed(self, jadwal: str, rak: Rak) -> bool:
        """Whether hours that decided this month are not checked against a signed text yet."""
        if jadwal not in self._unconfirmed:
            entries = (rak.cari(JAM_KERJA + jadwal, day) for day in self.days)
            self._unconfirmed[jadwal] = any(entry is not None and entry.contoh for entry in entries)
        return self._unconfirmed[jadwal]

    def _rows(self, model: Any, condition: Any, names: str) -> Any:
        chosen = [getattr(model, name) for name in names.split()]
        query = model.select(model.pegawai, *chosen).where(model.pegawai.in_(self.people) & condition)
        return query.order_by(model.id).tuples()

    def _days(self) -> dict[int, list[fakta.Hari]]:
        """Read past the field types: these are most of all rows that a locking reads."""
        query = HariKerja.select(HariKerja.pegawai, *HARI).where(
            HariKerja.pegawai.in_(self.people) & HariKerja.tanggal.between(self.first, self.last)
        )
        found: dict[int, list[fakta.Hari]] = defaultdict(list)
        for person, *values in db.execute(query):
            found[person].append(to_hari(values))
        return found

    def _placements(self) -> dict[int, list[Any]]:
        p = Penempatan
        rows: Any = (
            p.select(
                p.pegawai, p.mulai, p.kelas_jabatan, p.status_asn, p.sampai, Opd.kode, p.jabatan, p.jadwal,
                p.golongan, p.ptkp, p.gaji_bruto, p.dasar_bpjs,
            )
            .join(Opd)
            .where(p.pegawai.in_(self.people) & (p.mulai <= self.last) & (p.sampai >= self.first))
            .order_by(p.mulai)
        )  # fmt: skip
        found = spread(rows.tuples())
        for places in found.values():
            for row in places:
                row[3] = None if row[3] == OPEN else row[3]
        return found

    def _acting(self) -> dict[int, list[Any]]:
        rows: Any = (
            Plt.select(Plt.pegawai, Plt.mulai, Plt.selesai, Plt.kelas_jabatan, Plt.jenis, Opd.kode, Plt.jabatan)
            .join(Opd)
            .where(
                Plt.pegawai.in_(self.people)
                & (Plt.mulai <= self.last)
                & ((Plt.selesai >= self.first) | Plt.selesai.is_null())
            )
            .order_by(Plt.mulai)
        )
        return spread(rows.tuples())

    def _idle(self) -> set[int]:
        """Superiors of whom a report of this month was approved by rule."""
        rows: Any = (
            Persetujuan.select(Persetujuan.atasan)
            .join(Laporan)
            .where(
                Persetujuan.atasan.in_(self.people)
                & (Persetujuan.aturan != "")
                & Laporan.tanggal.between(self.first, self.last)
            )
            .distinct()
            .tuples()
        )
        return {row[0] for row in rows}

    def _has_record(self, person: int, days: Sequence[fakta.Hari]) -> bool:
        if any(d.masuk or d.pulang or d.cuti or d.dilindungi or d.dikoreksi for d in days):
            return True
        start, end = datetime.combine(self.first, time.min), datetime.combine(self.last, time.max)
        return bool(Presensi.select().where((Presensi.pegawai == person) & Presensi.waktu.between(start, end)).exists())


def to_hari(row: list[Any]) -> fakta.Hari:
    """A judged day from its columns as the database gives them (text and numbers on SQLite)."""
    for at in DATES:
        if isinstance(row[at], str):
            row[at] = date.fromisoformat(row[at]) if at == 0 else datetime.fromisoformat(row[at])
    for at in FLAGS:
        row[at] = bool(row[at])
    return fakta.Hari(*row)


def unjudged(day: date, placements: Sequence[fakta.Penempatan]) -> fakta.Hari:
    placed = any(p.mulai <= day and (p.selesai is None or day <= p.selesai) for p in placements)
    return fakta.Hari(day, "belum_ada_data" if placed else "di_luar", kerja=placed)
