"""The running month as people write it: a report each working day, the newest waiting, one returned, some photos."""

from datetime import date, datetime, time

from appliance.models import BuktiDukung, Laporan, Persetujuan, Skp
from appliance.models.base import db
from appliance.rules import bulan as months
from measure.regency import Size, bulk

WAITING = 3  # of the newest days of each person
COLUMNS = (
    Laporan.id, Laporan.pegawai, Laporan.tanggal, Laporan.mulai, Laporan.selesai, Laporan.uraian, Laporan.status,
    Laporan.butir_skp, Laporan.volume, Laporan.dikirim,
)  # fmt: skip


def write(size: Size) -> None:
    """Reports, decisions and evidence of the month in which `size.today` lies; targets too."""
    days = [day for day in size.workdays if months.of(day) == months.of(size.today)]
    first = (Laporan.select(Laporan.id).order_by(Laporan.id.desc()).scalar() or 0) + 1
    rows = [_row(first + nth, person, day, days) for nth, (person, day) in enumerate(
        (person, day) for person in range(1, size.people + 1) for day in days
    )]  # fmt: skip
    decided = datetime.combine(size.today, time(5)).isoformat(" ")
    with db.atomic():
        bulk(Skp, (Skp.pegawai, Skp.bulan, Skp.butir, Skp.rhk, Skp.indikator, Skp.satuan, Skp.target), (
            (n, months.of(size.today), butir, "Tersusunnya dokumen", "Jumlah dokumen", "dokumen", "16")
            for n in range(1, size.people + 1) for butir in ("1", "2")
        ))  # fmt: skip
        if not rows:
            return
        bulk(Laporan, COLUMNS, iter(rows))
        given = (Persetujuan.laporan, Persetujuan.putusan, Persetujuan.aturan, Persetujuan.kapan, Persetujuan.catatan)
        bulk(Persetujuan, given, ((row[0], row[6], "", decided, "") for row in rows if row[6] != "menunggu"))
        kept = (BuktiDukung.laporan, BuktiDukung.nama, BuktiDukung.jenis, BuktiDukung.ukuran, BuktiDukung.hash,
                BuktiDukung.dibuat)  # fmt: skip
        bulk(BuktiDukung, kept, ((row[0], "foto.jpg", "jpg", 99_000, f"{row[0]:064x}", decided)
                                 for row in rows if row[0] % 3 == 0))  # fmt: skip


def _row(number: int, person: int, day: date, days: list[date]) -> tuple[object, ...]:
    left = len(days) - days.index(day)
    status = "menunggu" if left <= WAITING else "dikembalikan" if left == WAITING + 1 else "disetujui"
    sent = datetime.combine(day, time(16)).isoformat(" ")
    return (number, person, day.isoformat(), "09:00:00", "11:00:00", "Menyusun rekap dan mengirimnya kepada atasan",
            status, str(1 + day.day % 2), "3.5", sent)  # fmt: skip
