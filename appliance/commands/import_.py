"""`ekinerja import KIND FILE`: a table, a machine's USB export, or a decree."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from appliance.commands import Refused, here, pelaku
from appliance.exchange.impor import enter, finish_unfinished
from appliance.exchange.kinds import KINDS
from appliance.exchange.refusal import BerkasDitolak
from appliance.exchange.stage import read_limited
from appliance.models.impor import Impor

OWN = ("attlog", "peraturan")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("import", help="memasukkan berkas CSV, XLSX, log mesin, atau peraturan")
    command.add_argument("kind", choices=[*KINDS, *OWN], metavar="KIND", help=", ".join([*KINDS, *OWN]))
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("--partial", action="store_true", help="baris yang baik masuk walau ada yang ditolak")
    command.add_argument("--ignore-extra", action="store_true", help="kolom yang tidak dikenal dilewati")
    command.add_argument("--mesin", metavar="SN", help="attlog: nomor seri mesin asal berkas")
    command.add_argument("--sampai", metavar="YYYY-MM-DD", type=day, help="attlog: data lengkap sampai hari ini")
    command.add_argument("--sahkan", action="store_true", help="peraturan: langsung diberlakukan")
    command.set_defaults(run=run, command=command)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} bukan tanggal; tulis YYYY-MM-DD") from None


def run(arguments: argparse.Namespace) -> int:
    _check_usage(arguments)
    try:
        data = _bytes(arguments.file)
        box, who = here(), pelaku()
        finish_unfinished(box.data, who.kapan)
        if arguments.kind == "attlog":
            from appliance.commands.import_attlog import run_attlog

            return run_attlog(box.data, arguments, data, who)
        if arguments.kind == "peraturan":
            from appliance.commands.import_peraturan import run_decree

            return run_decree(arguments, data, who)
        options = {"partial": arguments.partial, "ignore_extra": arguments.ignore_extra}
        impor = enter(box.data, arguments.kind, arguments.file.name, data, who, **options)
    except BerkasDitolak as refused:
        raise Refused(refused.lines) from refused
    return _report(impor)


def _check_usage(arguments: argparse.Namespace) -> None:
    fault = arguments.command.error
    if arguments.kind == "attlog" and not arguments.mesin:
        fault("attlog memerlukan --mesin SN")
    if arguments.kind != "attlog" and (arguments.mesin or arguments.sampai):
        fault("--mesin dan --sampai hanya untuk attlog")
    if arguments.kind != "peraturan" and arguments.sahkan:
        fault("--sahkan hanya untuk peraturan")
    if arguments.kind in OWN and (arguments.partial or arguments.ignore_extra):
        fault("--partial dan --ignore-extra tidak berlaku untuk berkas ini")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return read_limited(path.name, source)
    except OSError as error:
        raise Refused([f"{path}: tidak dapat dibaca: {error.strerror}"]) from error


def _report(impor: Impor) -> int:
    """What entered, and what was left out where --partial allowed it."""
    print(f"{impor.berkas}: {impor.baru} baru, {impor.berubah} berubah, {impor.sama} sama (impor {impor.id})")
    for doubt in (impor.pilihan or {}).get("peringatan", ()):
        print(f"{impor.berkas}:{doubt['baris']}: {doubt['kolom']}: periksa lagi: {doubt['alasan']}", file=sys.stderr)
    for fault in impor.penolakan or ():
        print(f"{impor.berkas}:{fault['baris']}: {fault['kolom']}: {fault['alasan']}", file=sys.stderr)
    return 0
