"""Each job of the worker: how it is asked for, when it has ended, and all that must be the same afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from appliance import clock
from appliance.exchange.impor import enter
from appliance.exchange.stage import stage
from appliance.jobs import aktivasi, approve, attlog, cadangan, chain, documents, impor, judge, prove
from appliance.models import (
    DirtyDay,
    DirtyMonth,
    Dokumen,
    HariKerja,
    Impor,
    Jejak,
    KodeAktivasi,
    Laporan,
    Mesin,
    Opd,
    Pegawai,
    Penempatan,
    Pengguna,
    Penutupan,
    Perkiraan,
    Persetujuan,
    Presensi,
    Tugas,
    db,
)  # fmt: skip
from appliance.models.base import insert_rows
from appliance.models.jejak import broken
from tests.devices.made import stamps
from tests.exchange.made_up import people_csv
from tests.jobs.pasukan import LAST_MONTH, add_machine
from tests.models.batas_menilai import enforce
from tests.models.regency import ROOT

PEOPLE, PUNCHES, REPORTS, SLIPS = 400, 5_000, 2_000, 12
WHO = ROOT
YESTERDAY = clock.local().replace(microsecond=0) - timedelta(days=1)


@dataclass(frozen=True)
class Pekerjaan:
    """`ask` gets the data folder; `outcome` is compared with that of a run that nobody disturbed."""

    ask: Callable[[Path], Any]
    done: Callable[[], bool]
    outcome: Callable[[Path], Any]


def finished() -> bool:
    return not Tugas.select().where(Tugas.keadaan.in_(["antre", "berjalan"])).exists()


def task(jenis: str) -> Any:
    rows = Tugas.select(Tugas.keadaan, Tugas.hasil).where(Tugas.jenis == jenis)
    return [(row.keadaan, row.hasil) for row in rows]


def offices() -> list[int]:
    return [row.id for row in Opd.select().where(Opd.kode.startswith("k"))]


# judging
def mark_all(_: Path) -> None:
    """All that was judged of this month is wrong and marked."""
    first = clock.today().replace(day=1)
    there = HariKerja.tanggal >= first
    rows = list(HariKerja.select(HariKerja.pegawai, HariKerja.tanggal).where(there).tuples())
    with db.atomic():
        HariKerja.update(keadaan="di_luar").where(there).execute()
        Perkiraan.update(tpp=0).where(Perkiraan.bulan == first.strftime("%Y-%m")).execute()
        insert_rows(DirtyDay, (DirtyDay.pegawai, DirtyDay.tanggal), rows)
    judge.judge_later()


def judged() -> bool:
    return not DirtyDay.select().exists() and not DirtyMonth.select().exists()


def days_and_estimates(_: Path) -> Any:
    days = HariKerja.select(HariKerja.pegawai, HariKerja.tanggal, HariKerja.keadaan)
    amounts = Perkiraan.select(Perkiraan.pegawai, Perkiraan.bulan, Perkiraan.tpp, Perkiraan.bersih)
    return sorted(days.tuples()), sorted(amounts.tuples())


# files
def ask_import(data: Path) -> None:
    name = stage(data, people_csv(PEOPLE))
    impor.enter_later(impor.Kiriman("pegawai", "orang.csv", name), WHO)


def people(_: Path) -> Any:
    rows = Impor.select(Impor.keadaan, Impor.baris, Impor.masuk, Impor.baru).tuples()
    return list(rows), Penempatan.select().where(Penempatan.jabatan == "Pelaksana").count(), Jejak.select().count()


def ask_taking_back(data: Path) -> None:
    """A whole import of people was entered; it is taken back as a whole."""
    done = enter(data, "pegawai", "orang.csv", people_csv(PEOPLE), WHO)
    impor.take_back_later(done, WHO)


def ask_attlog(data: Path) -> None:
    lines = [f"{pin:>9}\t{at:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\r\n" for pin, at, *_ in stamps(PUNCHES, YESTERDAY)]
    mesin = Mesin.get_by_id(add_machine(9, "USB2400000017"))
    name = stage(data, "".join(lines).encode())
    attlog.enter_later(mesin, "1_attlog.dat", name, YESTERDAY.date(), WHO)


def punches(_: Path) -> Any:
    rows = Impor.select(Impor.keadaan, Impor.baris, Impor.masuk, Impor.baru).tuples()
    return list(rows), sorted(Presensi.select(Presensi.pin, Presensi.waktu).tuples())


# papers
def ask_paper(_: Path) -> None:
    documents.print_later(Penutupan.get().id, "daftar", None, WHO)


def papers(data: Path) -> Any:
    rows = list(Dokumen.select())
    files = sorted(str(path.relative_to(data)) for path in (data / "dokumen").rglob("*") if path.is_file())
    hashes = [hashlib.sha256((data / row.berkas).read_bytes()).hexdigest() == row.hash for row in rows]
    return [row.berkas for row in rows], files, hashes


def ask_slips(_: Path) -> None:
    accounts = [row.id for row in Pengguna.select().limit(SLIPS)]
    aktivasi.print_later(Opd.get(), accounts, "http://kotak", WHO)


def slips(data: Path) -> Any:
    """Of each account one code opens, whatever was printed before the power went."""
    open_codes = KodeAktivasi.select(KodeAktivasi.pengguna).where(KodeAktivasi.berlaku_sampai > clock.local())
    papers = [path.stat().st_size > 1000 for path in (data / "aktivasi").glob("*.pdf")]
    return task(aktivasi.JENIS), sorted(open_codes.tuples()), papers


def sheet(data: Path) -> Any:
    return task(cadangan.JENIS), (data / cadangan.BERKAS).read_bytes()[:5], len(list((data / "dokumen").glob("*")))


# nights
def ask_approval(_: Path) -> None:
    enforce()
    day = clock.today() - timedelta(days=70)
    persons = [row.id for row in Pegawai.select(Pegawai.id).limit(400)]
    rows = [(persons[n % 400], day - timedelta(days=n // 400), time(8), time(9), "Rekap", _sent(day))
            for n in range(REPORTS)]  # fmt: skip
    fields = (Laporan.pegawai, Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.uraian, Laporan.dikirim)
    with db.atomic():
        insert_rows(Laporan, fields, rows)
    approve.approve_by_rule()


def _sent(day: Any) -> datetime:
    return datetime.combine(day, time(16))


def approved() -> bool:
    return not Laporan.select().where(Laporan.status == "menunggu").exists()


def decisions(_: Path) -> Any:
    told = [row.sesudah for row in Jejak.select().where(Jejak.aksi == "setuju_menurut_aturan")]
    counted = sum(int(text.split('"laporan":')[1].split("}")[0]) for text in told)
    return sorted(Persetujuan.select(Persetujuan.laporan, Persetujuan.putusan).tuples()), counted


JOBS = {
    "judge": Pekerjaan(mark_all, judged, days_and_estimates),
    "impor": Pekerjaan(ask_import, finished, people),
    "attlog": Pekerjaan(ask_attlog, finished, punches),
    "documents": Pekerjaan(ask_paper, finished, papers),
    "aktivasi": Pekerjaan(ask_slips, finished, slips),
    "approve": Pekerjaan(ask_approval, approved, decisions),
    "prove": Pekerjaan(
        lambda _: prove.prove_later(LAST_MONTH, offices(), WHO), finished, lambda _: task(prove.JENIS)
    ),
    "sheet": Pekerjaan(lambda _: cadangan.print_later(WHO), finished, sheet),
    "take_back": Pekerjaan(ask_taking_back, finished, people),
    "chain": Pekerjaan(lambda _: chain.check_later(WHO), finished, lambda _: task(chain.JENIS)),
}  # fmt: skip


def sound() -> list[int]:
    """Rows of the trail that do not fit."""
    return list(broken())
