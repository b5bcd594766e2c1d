"""A regency of the asked size, written straight into a new data folder: people, punches, targets, reports."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from appliance.box import prepare
from appliance.exchange.peraturan_berkas import regional, shelf
from appliance.models import Laporan, Mesin, MesinOpd, Opd, Pegawai, Pembacaan, Penempatan, Persetujuan, Presensi, Skp
from appliance.models.base import Record, db
from appliance.models.jejak import Pelaku
from appliance.models.pengguna import ensure_accounts
from appliance.models.peraturan import enact, propose
from appliance.models.schema import migrate
from appliance.rules import bulan as months
from appliance.settings import Settings

OFFICES, TEAM = 60, 10
GOLONGAN = ("II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a")
SECONDS = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Size:
    people: int
    rows: int
    today: date

    @property
    def month(self) -> str:
        """The month that is measured: the last full one."""
        return months.prev(months.of(self.today))

    @property
    def workdays(self) -> list[date]:
        """As many weekdays back from yesterday as `rows` needs at two punches a person a day."""
        wanted = max(45, -(-self.rows // (2 * self.people)))
        back = (self.today - timedelta(days=n) for n in range(1, wanted * 2 + 20))
        return sorted([d for d in back if d.isoweekday() < 6][:wanted])


def build(folder: Path, size: Size) -> Pelaku:
    """Everything but judged days and estimates; returns who acts."""
    prepare(Settings(data=folder))
    db.connect()
    migrate()
    who = Pelaku(None, "pengukur", "baris perintah", datetime.combine(size.today, time()))  # not ahead of the clock
    for name, text in shelf() + regional():
        enact(propose(text, name, who), who)
    rng = random.Random("ukur")
    with db.atomic():
        _places(size)
        _people(size, rng)
    _punches(size, rng)
    _reports(size)
    ensure_accounts()
    db.execute_sql("ANALYZE")
    return who


def bulk(model: type[Record], fields: Sequence[Any], rows: Iterator[Sequence[Any]]) -> None:
    """Insert by the driver itself: millions of rows are made in seconds, not minutes."""
    first = next(rows)
    sql, _ = model.insert_many([first], fields=fields).sql()
    db.connection().executemany(sql, chain([first], rows))


def _places(size: Size) -> None:
    covered = size.today - timedelta(days=1)
    for n in range(1, OFFICES + 1):
        opd = Opd.create(kode=f"OPD-{n:02d}", nama=f"Dinas Nomor {n}", jenis="dinas", jalur="adms", data_sampai=covered)
        mesin = Mesin.create(sn=f"UKUR{n:04d}", opd=opd, jalur="adms", tercakup=covered, keadaan="lengkap")
        MesinOpd.create(mesin=mesin, opd=opd)
        at = datetime.combine(size.today, time(5))
        Pembacaan.create(mesin=mesin, jalur="adms", mulai=at, selesai=at, keadaan="lengkap")


def _people(size: Size, rng: random.Random) -> None:
    bulk(Pegawai, (Pegawai.nip, Pegawai.nama, Pegawai.bank, Pegawai.rekening, Pegawai.npwp, Pegawai.pendidikan), (
        (_nip(n), f"Pegawai Nomor {n}", "Bank Bengkulu", f"{n:013d}", "", "S1") for n in range(1, size.people + 1)
    ))  # fmt: skip
    fields = (
        Penempatan.pegawai, Penempatan.mulai, Penempatan.sampai, Penempatan.opd, Penempatan.jabatan,
        Penempatan.kelas_jabatan, Penempatan.status_asn, Penempatan.golongan, Penempatan.nip_atasan, Penempatan.jadwal,
        Penempatan.pin_mesin, Penempatan.ptkp, Penempatan.gaji_bruto, Penempatan.dasar_bpjs,
    )  # fmt: skip
    since = size.workdays[0].replace(day=1).isoformat()
    bulk(Penempatan, fields, (
        (
            n, since, "9999-12-31", 1 + n % OFFICES, "Penelaah Teknis Kebijakan", rng.choice((5, 6, 7, 8, 9, 11)),
            "PNS", rng.choice(GOLONGAN), _nip(_superior(n)) if n > OFFICES else None, "5-hari", str(n), "K/1",
            rng.randrange(3_000_000, 7_000_000, 100), 3_500_000,
        )
        for n in range(1, size.people + 1)
    ))  # fmt: skip


def _superior(n: int) -> int:
    """Whoever came first in an office leads it; everybody who leads, leads TEAM people."""
    place = (n - 1) // OFFICES
    return n - (place - (place - 1) // TEAM) * OFFICES


def leaders(size: Size) -> list[int]:
    """Who leads somebody."""
    return sorted({_superior(n) for n in range(OFFICES + 1, size.people + 1)})


def _nip(n: int) -> str:
    """Eighteen digits that nobody else has."""
    return f"1985{1 + n // 1000 % 12:02d}15{1995 + n // 12_000}01{1 + n % 2}{n % 1000:03d}"


def _punches(size: Size, rng: random.Random) -> None:
    fields = (
        Presensi.mesin, Presensi.pin, Presensi.waktu, Presensi.pegawai, Presensi.pembacaan, Presensi.verifikasi,
        Presensi.kunci_io, Presensi.ditarik,
    )  # fmt: skip
    for day in size.workdays:
        with db.atomic():
            bulk(Presensi, fields, _day(day, size.people, rng))


def _day(day: date, people: int, rng: random.Random) -> Iterator[tuple[object, ...]]:
    """Who comes late or forgets one punch makes some work; most come in time."""
    morning, evening = datetime.combine(day, time(7)), datetime.combine(day, time(16, 1))
    for n in range(1, people + 1):
        office = 1 + n % OFFICES
        late = rng.randrange(5000) if rng.random() < 0.04 else 0
        for base, spread in ((morning, 1790 + late), (evening, 3000)):
            if rng.random() > 0.006:
                at = base + rng.randrange(spread) * SECONDS
                yield office, str(n), at.isoformat(" "), n, office, 1, 0, 0


def _reports(size: Size) -> None:
    """Two targets and eight approved reports for each person in the measured month."""
    first = months.first(size.month)
    with db.atomic():
        bulk(Skp, (Skp.pegawai, Skp.bulan, Skp.butir, Skp.rhk, Skp.indikator, Skp.satuan, Skp.target), (
            (n, size.month, butir, "Tersusunnya dokumen", "Jumlah dokumen", "dokumen", "16")
            for n in range(1, size.people + 1) for butir in ("1", "2")
        ))  # fmt: skip
        days = [first + timedelta(days=3 * i) for i in range(8)]
        fields = (
            Laporan.pegawai, Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.uraian, Laporan.status,
            Laporan.butir_skp, Laporan.volume,
        )  # fmt: skip
        bulk(Laporan, fields, (
            (n, day.isoformat(), "09:00:00", "11:00:00", "Menyusun laporan", "disetujui", str(1 + i % 2), "3.5")
            for n in range(1, size.people + 1) for i, day in enumerate(days)
        ))  # fmt: skip
        decided = datetime.combine(days[-1] + timedelta(days=2), time(15)).isoformat(" ")
        given = (Persetujuan.laporan, Persetujuan.putusan, Persetujuan.aturan, Persetujuan.kapan, Persetujuan.catatan)
        bulk(Persetujuan, given, ((n, "disetujui", "", decided, "") for n in range(1, size.people * 8 + 1)))
