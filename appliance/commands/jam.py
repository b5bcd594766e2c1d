"""`ekinerja jam`: whether the box's clock can be trusted; `--betul`: it is right as it stands."""

from __future__ import annotations

import argparse

from appliance import clock, timekeeper
from appliance.commands import here, pelaku
from appliance.keadaan_kotak import of_clock


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("jam", help="memeriksa jam kotak ini, atau menyatakan jamnya betul")
    command.add_argument("--betul", action="store_true", help="jam yang tampil sudah dicocokkan dan betul")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    here()
    if arguments.betul:
        timekeeper.confirm(pelaku())
    print(f"Jam kotak: {timekeeper.at(int(clock.shown())):%Y-%m-%d %H:%M:%S}")
    print("Sumber waktu (NTP): " + ("ada" if timekeeper.synced() else "tidak ada"))
    wrong = [one.teks for one in of_clock()]
    print("\n".join(wrong) or "Jamnya dapat dipercaya.")
    return 1 if wrong else 0
