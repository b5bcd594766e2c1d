"""The worker's work: what waits too long, what failed, and what the timetable asked for and did not happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from appliance.kesehatan.baris import Baris, Tinjau, when
from appliance.models.pekerjaan_rutin import PekerjaanRutin
from appliance.models.tugas import Tugas, unfinished

WAITS = timedelta(hours=1)
LATE = timedelta(minutes=15)
RECENT = timedelta(days=7)
# Every task of the worker, by timetable or asked for, as people know it.
NAMA = {
    "judge_marked": "menilai hari", "poll_due": "membaca mesin presensi", "read_now": "membaca mesin presensi",
    "open_this_month": "membuka bulan baru", "approve_by_rule": "menyetujui laporan menurut aturan",
    "watch_disk": "mengukur disk", "watch_backups": "memeriksa cadangan", "put_back_lost": "melanjutkan pekerjaan",
    "sweep_evidence": "membuang bukti dukung yang tidak dipakai", "sweep_unconfirmed": "membuang unggahan lama",
    "run_lock": "menghitung dan mengunci TPP", "run_print": "mencetak dokumen", "run_slips": "mencetak slip aktivasi",
    "run_sheet": "mencetak lembar pemulihan", "run_import": "memasukkan data", "run_prove": "membuktikan TPP",
    "run_attlog": "memasukkan berkas mesin", "run_chain": "memeriksa riwayat perubahan",
}  # fmt: skip


def named(nama: str) -> str:
    return NAMA.get(nama, nama.replace("_", " "))


def late(row: PekerjaanRutin, tinjau: Tinjau) -> bool:
    """Whether it was due a while ago and has not begun since."""
    missed = row.giliran is not None and (row.mulai is None or row.mulai < row.giliran)
    return bool(missed and tinjau.now - row.giliran > LATE)


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    yield _asked(tinjau)
    rows = list(PekerjaanRutin.select().order_by(PekerjaanRutin.nama))
    wrong = [f"{named(row.nama)} terlewat {when(row.giliran)}" for row in rows if late(row, tinjau)]
    wrong += [f"{named(row.nama)} gagal {when(row.mulai)} ({row.galat})" for row in rows if row.galat]
    if not rows:
        yield Baris("Pekerjaan terjadwal", "info", "belum ada yang berjalan sejak pekerja pertama kali hidup")
    elif wrong:
        yield Baris(
            "Pekerjaan terjadwal", "warn", "; ".join(wrong), "Periksa apakah pekerja latar hidup dan lihat log."
        )
    else:
        yield Baris("Pekerjaan terjadwal", "good", f"{len(rows)} pekerjaan berjalan pada waktunya")


def _asked(tinjau: Tinjau) -> Baris:
    """What people asked for. Its message may name somebody, so only the kind is told."""
    waiting = Counter(str(one.jenis) for one in unfinished() if tinjau.now - one.dibuat > WAITS)
    lately = (Tugas.keadaan == "gagal") & (Tugas.selesai > tinjau.now - RECENT)
    failed = Counter(str(one.jenis) for one in Tugas.select().where(lately))
    if not waiting and not failed:
        return Baris("Pekerjaan", "good", "tidak ada yang tertahan atau gagal dalam 7 hari")
    parts = [f"{sum(waiting.values())} menunggu lebih dari sejam ({_listed(waiting)})"] if waiting else []
    parts += [f"{sum(failed.values())} gagal dalam 7 hari ({_listed(failed)})"] if failed else []
    return Baris(
        "Pekerjaan", "warn", "; ".join(parts), "Sebabnya tertulis di `ekinerja check`; ulangi sesudah dibetulkan."
    )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in sorted(counts.items()))
