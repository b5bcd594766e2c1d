"""`ekinerja paket FILE`: the support bundle, without anybody's data, as a zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from appliance import clock
from appliance.commands import Refused, here
from appliance.kesehatan.baris import Tinjau
from appliance.kesehatan.paket import collect, pack


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("paket", help="menulis paket bantuan tanpa data pribadi ke sebuah berkas zip")
    command.add_argument("berkas", type=Path, help="misalnya bantuan.zip; tidak menimpa berkas yang sudah ada")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    files = collect(Tinjau(here(), clock.local()))
    try:
        with arguments.berkas.open("xb") as target:
            target.write(pack(files))
    except FileExistsError:
        raise Refused([f"{arguments.berkas}: sudah ada; pilih nama lain"]) from None
    except OSError as reason:
        raise Refused([f"{arguments.berkas}: tidak dapat ditulis ({reason.strerror})"]) from None
    print(f"Paket bantuan ditulis ke {arguments.berkas}. Isinya, untuk dibaca sebelum dikirim:")
    for name, text in files.items():
        print(f"  {name}: {len(text.splitlines())} baris")
