"""`ekinerja kasus`: run worked cases. Needs no data folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from appliance.exchange.kasus import run_kasus


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("kasus", help="menjalankan contoh perhitungan")
    command.add_argument("berkas", nargs="+", type=Path)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    _, failed = run_kasus(arguments.berkas, sys.stdout)
    return 1 if failed else 0
