"""What is wrong with this box, in plain words, and what to do: for `ekinerja check` and for the health page."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from appliance import clock, giliran, kerusakan
from appliance.models import gangguan_disk, jam
from appliance.models.impor import Impor
from appliance.models.peringatan import Peringatan
from appliance.models.tugas import Tugas

LITTLE, NONE = 2 * 1024**3, 64 * 1024**2  # bytes free: somebody should act; nothing more can be kept
SLOW = 1.0  # seconds in which a disk must have kept four kilobytes
LONG = timedelta(hours=1)  # that one job may take
MIB = 1024**2
PROSES = {
    "serve": "Server web tidak berjalan, jadi tidak ada yang dapat membuka E-Kinerja.",
    "work": "Pekerja latar tidak berjalan, jadi mesin tidak dibaca, hari tidak dinilai, dan pekerjaan menunggu.",
}


def warnings(data: Path, now: datetime) -> Iterator[Peringatan]:
    """All of it, the most pressing first."""
    yield from of_damage(data)
    yield from of_disk(data)
    yield from of_clock()
    yield from of_processes(data, now)
    yield from of_work()


def of_disk(data: Path) -> Iterator[Peringatan]:
    """Room, whether anything may be written, and how long that takes."""
    free = shutil.disk_usage(data).free
    found, seconds = trial(data)
    if found is None and free < NONE:
        found = gangguan_disk.PENUH
    if found is not None:
        yield Peringatan("kotak", f"{found.kata} {found.perbuatan}")
        return
    if free < LITTLE:
        yield Peringatan("kotak", f"Ruang disk tinggal {free // MIB} MiB. {gangguan_disk.PENUH.perbuatan}")
    if seconds > SLOW:
        words = f"Disk lambat: menyimpan satu catatan kecil perlu {round(seconds)} detik."
        yield Peringatan("kotak", f"{words} {gangguan_disk.SIBUK.perbuatan}")


def trial(data: Path) -> tuple[gangguan_disk.GangguanDisk | None, float]:
    """(trouble, seconds) of keeping one small thing. A kernel that locked a disk for an error shows it in no other way:
    since Linux 6.12 the file system still calls itself writable."""
    if os.statvfs(data).f_flag & os.ST_RDONLY:
        return gangguan_disk.BACA_SAJA, 0
    try:
        return None, seconds_to_keep(data)
    except OSError as error:
        return gangguan_disk.of(error), 0


def trouble(error: BaseException, data: Path) -> gangguan_disk.GangguanDisk | None:
    """As `gangguan_disk.of`. SQLite calls a locked or full disk a failed write as well: then the disk itself is asked,
    so that nobody is sent to replace a sound one."""
    told = gangguan_disk.of(error)
    if told is gangguan_disk.MACET:
        with contextlib.suppress(OSError):
            return trial(data)[0] or told
    return told


def seconds_to_keep(data: Path) -> float:
    """How long the disk takes to keep four kilobytes for good."""
    path = data / f".coba-{os.getpid()}-{threading.get_ident()}"
    begun = clock.monotonic()
    try:
        with path.open("wb") as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
    finally:
        with contextlib.suppress(OSError):  # what was wrong with the disk is to be told, not this
            path.unlink(missing_ok=True)
    return clock.monotonic() - begun


def of_damage(data: Path) -> Iterator[Peringatan]:
    """What pages or a look through the file found damaged."""
    for line in kerusakan.noted(data)[:1]:
        yield Peringatan("kotak", f"Berkas data rusak, terlihat {line}. {gangguan_disk.RUSAK.perbuatan}")


def of_clock() -> Iterator[Peringatan]:
    """A clock that cannot be right, and since when."""
    last = jam.newest()
    if last is None or last.keadaan == jam.BETUL:
        return
    ways = {jam.MUNDUR: "lebih awal daripada", jam.MAJU: "jauh sesudah"}
    yield Peringatan(
        "jam",
        f"Jam kotak diragukan: menunjukkan {last.kapan:%Y-%m-%d %H:%M}, {ways[last.keadaan]} yang seharusnya "
        f"(sekitar {last.seharusnya:%Y-%m-%d %H:%M}). Mesin tidak diberi jam, presensi yang masuk ditandai, penguncian "
        "menunggu. Cocokkan dengan jam lain; betulkan dengan `date -s` atau NTP. Bila jam yang tampil memang betul: "
        "`ekinerja jam --betul`.",
    )


def of_processes(data: Path, now: datetime) -> Iterator[Peringatan]:
    """A server or worker that is gone, and a job that does not come to its end."""
    for nama, words in PROSES.items():
        held = giliran.holder(data, nama)
        if not held.hidup and held.pid:
            ended = "" if held.rapi else " Ia berhenti mendadak; lihat catatannya di log."
            yield Peringatan("proses", f"{words}{ended} Jalankan `ekinerja {nama}` (atau layanannya).")
        elif held.hidup and held.kerja and held.sejak and now - held.sejak > LONG:
            yield Peringatan(
                "proses", f"Pekerja latar sejak {held.sejak:%Y-%m-%d %H:%M} belum selesai {held.kerja}. Bila angkanya "
                "tidak bergerak, hentikan dan jalankan lagi: pekerjaan dilanjutkan dari tempatnya.",
            )  # fmt: skip


def of_work() -> Iterator[Peringatan]:
    """Work that stopped or failed."""
    for impor in Impor.select().where(Impor.keadaan == "berjalan"):
        yield Peringatan("kotak", f"impor {impor.berkas} belum selesai; dilanjutkan oleh pekerja latar")
    for impor in Impor.select().where(Impor.keadaan == "terhenti"):
        todo = "Tarik impor itu di halamannya, dan kirim catatan log/work.log kepada pembuat program."
        yield Peringatan("kotak", f"impor {impor.berkas} {impor.terhenti}. {todo}")
    for tugas in Tugas.select().where(Tugas.keadaan == "gagal"):
        yield Peringatan("kotak", f"pekerjaan {tugas.jenis} gagal: {tugas.pesan}")
