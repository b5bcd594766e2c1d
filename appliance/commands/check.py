"""`ekinerja check`: what is wrong with this box or this month, in plain words."""

from __future__ import annotations

import argparse
from datetime import datetime

from appliance import clock, keadaan_kotak, kerusakan
from appliance.commands import here
from appliance.commands.month import month_argument
from appliance.models import gangguan_disk
from appliance.models.cadangan_peringatan import warnings as of_backups
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.peringatan import of_machines, of_month
from appliance.rules import bulan


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("check", help="memeriksa kotak ini dan satu bulan")
    command.add_argument("bulan", type=month_argument, nargs="?", help="bawaan: bulan lalu")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    box, now = here(), clock.local()
    month = arguments.bulan or bulan.prev(bulan.of(now.date()))
    if box.settings.database_url is None:
        kerusakan.look(box.data)
    broken = list(keadaan_kotak.warnings(box.data, now))
    for one in broken:
        print(f"{one.hal}: {one.teks}")
    judged(now)
    warnings = [*of_backups(now), *of_machines(now), *of_month(month)]
    for one in warnings:
        print(f"{one.hal}: {one.teks}")
    if not broken and not warnings:
        print(f"Tidak ada yang perlu diperbaiki (bulan {month}).")
    return 1 if broken else 0


def judged(now: datetime) -> None:
    """What is marked counts too; on a disk that takes nothing what was judged before has to do."""
    try:
        bring_up_to_date(rak(), now)
    except Exception as error:
        if gangguan_disk.of(error) in (None, gangguan_disk.RUSAK):
            raise
