"""`ekinerja check`: what is wrong with this box or this month, in plain words."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from peewee import fn

from appliance import clock
from appliance.box import Box, database_file
from appliance.commands import here
from appliance.commands.month import month_argument
from appliance.models.cadangan_peringatan import warnings as of_backups
from appliance.models.impor import Impor
from appliance.models.jejak import Jejak
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.peringatan import of_machines, of_month
from appliance.models.sqlite import quick_check
from appliance.models.tugas import Tugas
from appliance.rules import bulan

LITTLE = 2 * 1024**3  # bytes free on the disk below which somebody should act


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("check", help="memeriksa kotak ini dan satu bulan")
    command.add_argument("bulan", type=month_argument, nargs="?", help="bawaan: bulan lalu")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    box, now = here(), clock.local()
    month = arguments.bulan or bulan.prev(bulan.of(now.date()))
    broken = list(of_box(box, now))
    for text in broken:
        print(f"kotak: {text}")
    bring_up_to_date(rak(), now)
    warnings = [*of_backups(now), *of_machines(now), *of_month(month)]
    for one in warnings:
        print(f"{one.hal}: {one.teks}")
    if not broken and not warnings:
        print(f"Tidak ada yang perlu diperbaiki (bulan {month}).")
    return 1 if broken else 0


def of_box(box: Box, now: datetime) -> Iterator[str]:
    if box.settings.database_url is None:
        for row in quick_check(database_file(box.data)):
            yield f"berkas data rusak ({row}); hentikan layanan dan pulihkan dari cadangan"
    free = shutil.disk_usage(box.data).free
    if free < LITTLE:
        yield f"ruang disk tinggal {free // 1024**2} MiB; kosongkan atau ganti disk"
    latest: Any = Jejak.select(fn.MAX(Jejak.kapan)).scalar()
    if latest is not None and latest > now:
        yield f"jam kotak ini ({now:%Y-%m-%d %H:%M}) lebih awal daripada catatan terakhir; betulkan jamnya"
    for impor in Impor.select().where(Impor.keadaan == "berjalan"):
        yield f"impor {impor.berkas} belum selesai; dilanjutkan saat layanan dijalankan"
    for tugas in Tugas.select().where(Tugas.keadaan == "gagal"):
        yield f"pekerjaan {tugas.jenis} gagal: {tugas.pesan}"
