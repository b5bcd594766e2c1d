"""`ekinerja demo`: fills an empty regency with a made-up one of real size; goes on where it was cut off."""

from __future__ import annotations

import argparse

from appliance import clock, settings
from appliance.box import database_file
from appliance.commands import Refused, here, init, pelaku


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("demo", help="mengisi kabupaten kosong dengan kabupaten contoh berukuran nyata")
    command.add_argument("--benih", default="mukomuko", help="benih yang sama dan hari yang sama: kabupaten yang sama")
    command.add_argument("--pindahkan", metavar="SN", help="pindahkan mesin tiruan ini ke port yang bebas")
    command.set_defaults(run=run)


def move_machine(sn: str) -> None:
    from appliance.demo.pindah import move

    try:
        print(move(here().data, sn, pelaku()))
    except LookupError as reason:
        raise Refused([f"tidak ada mesin tiruan {sn}"]) from reason


def run(arguments: argparse.Namespace) -> None:
    if arguments.pindahkan:
        move_machine(arguments.pindahkan)
    else:
        fill_regency(arguments)


def fill_regency(arguments: argparse.Namespace) -> None:
    from appliance.demo.isian import Isian, fill
    from appliance.demo.kabupaten import Kabupaten
    from appliance.demo.masa import Masa
    from appliance.demo.tahap import STAGES
    from appliance.demo.tanda import begin, load
    from appliance.models.opd import Opd

    chosen = settings.load()
    if chosen.database_url is None and not database_file(chosen.data).exists():
        init.run(arguments)
    box = here()
    mark = load(box.data)
    if mark is None and Opd.select().exists():
        raise Refused([f"{box.data}: sudah berisi data kabupaten; contoh hanya diisikan ke kabupaten kosong"])
    if mark is not None and mark.lengkap:
        print(f"{box.data}: kabupaten contoh sudah lengkap; akunnya di {box.data / 'demo-akun.txt'}")
        return
    if mark is not None:
        print(f"Melanjutkan pengisian contoh yang terputus ({len(mark.selesai)} tahap sudah selesai)")
    mark = mark or begin(box.data, arguments.benih, clock.today())
    kab = Kabupaten(mark.benih, Masa(mark.hari))
    fill(Isian(kab, box.data, pelaku(), lambda line: print(line, flush=True)), mark, STAGES)
