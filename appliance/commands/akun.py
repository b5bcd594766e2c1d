"""`ekinerja akun kode NIP`: a one-time code for somebody who comes in for the first time or forgot the password."""

from __future__ import annotations

import argparse

from appliance.commands import Refused, here, pelaku
from appliance.models.kode import issue_code
from appliance.models.pengguna import Pengguna, ensure_accounts


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("akun", help="akun pegawai")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="langkah")
    code = verbs.add_parser("kode", help="membuat kode aktivasi sekali pakai")
    code.add_argument("nip", metavar="NIP")
    code.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    here()
    ensure_accounts()
    found: Pengguna | None = Pengguna.get_or_none(Pengguna.nama_masuk == arguments.nip.replace(" ", ""))
    if found is None:
        raise Refused([f"{arguments.nip}: tidak ada pegawai atau akun dengan NIP ini"])
    nama = found.pegawai.nama if found.pegawai is not None else found.nama_masuk
    print(f"Kode aktivasi {nama}, berlaku 14 hari, sekali pakai: {issue_code(found, pelaku())}")
