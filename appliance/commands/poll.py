"""`ekinerja poll`: read the network machines now, in the foreground."""

from __future__ import annotations

import argparse

from appliance.commands import Refused, here
from appliance.models.mesin import Mesin


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("poll", help="membaca mesin presensi di jaringan sekarang juga")
    command.add_argument("--mesin", metavar="SN", help="hanya mesin ini")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from appliance.jobs.reading import read_in_turn

    box = here()
    machines = list(Mesin.select().where((Mesin.jalur == "lan") & (Mesin.alamat != "")).order_by(Mesin.sn))
    if arguments.mesin:
        machines = list(Mesin.select().where(Mesin.sn == arguments.mesin))
        if not machines:
            raise Refused([f"mesin {arguments.mesin} tidak dikenal"])
        if not machines[0].alamat:
            raise Refused([f"mesin {arguments.mesin} tidak mempunyai alamat jaringan"])
    failed = 0
    for mesin in machines:
        row = read_in_turn(mesin, box, whole=bool(arguments.mesin), wait=None)
        state = type(row).get_by_id(row.id)
        print(f"{mesin.sn}: {state.pesan} Terbaca {state.terbaca}, baru {state.baru}, ditahan {state.karantina}.")
        failed += state.keadaan not in ("lengkap", "tak_berubah")
    return 1 if failed else 0
