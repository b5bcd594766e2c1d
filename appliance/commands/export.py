"""`ekinerja export tpp|bank|sipd BULAN`: the locked month for other programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from appliance.commands import Refused, here, pelaku
from appliance.commands.month import month_argument
from appliance.exchange.bank import export_bank
from appliance.exchange.impor import finish_unfinished
from appliance.exchange.out import FORMATS
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.sipd import export_sipd
from appliance.exchange.tpp import export_tpp
from appliance.models.jejak import Perubahan, record


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("export", help="bulan yang terkunci sebagai CSV atau XLSX")
    command.add_argument("apa", choices=("tpp", "bank", "sipd"))
    command.add_argument("bulan", type=month_argument, metavar="YYYY-MM")
    command.add_argument("--format", choices=FORMATS, default="csv")
    command.add_argument("--opd", metavar="KODE")
    command.add_argument("--output", metavar="BERKAS", type=Path, help="tulis ke berkas ini, bukan ke layar")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    box, who = here(), pelaku()
    finish_unfinished(box.data, who.kapan, wait=False)
    notes: list[str] = []
    try:
        if arguments.apa == "bank":
            content, notes = export_bank(arguments.bulan, arguments.format, arguments.opd)
        else:
            make = export_tpp if arguments.apa == "tpp" else export_sipd
            content = make(arguments.bulan, arguments.format, arguments.opd)
    except BerkasDitolak as refused:
        raise Refused(refused.lines) from refused
    image = {"bulan": arguments.bulan, "opd": arguments.opd, "format": arguments.format}
    record(who, [Perubahan("ekspor", arguments.apa, arguments.bulan, None, image)])
    _write(content, arguments.output)
    for note in notes:
        print(note, file=sys.stderr)
    return 0


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise Refused([f"{output}: tidak dapat ditulis: {error.strerror}"]) from error
