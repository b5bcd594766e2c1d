"""`ekinerja kesehatan`: how the box is, line by line. What is wrong with a month says `ekinerja check`."""

from __future__ import annotations

import argparse

from appliance import clock
from appliance.commands import here
from appliance.kesehatan.baris import Tinjau, worst
from appliance.kesehatan.sumber import look
from appliance.kesehatan.teks import report


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("kesehatan", help="keadaan kotak ini: layanan, disk, memori, jam, gangguan")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    tinjau = Tinjau(here(), clock.local())
    lines = look(tinjau)
    for text in report(tinjau, lines):
        print(text)
    return 1 if worst(lines) == "bad" else 0
