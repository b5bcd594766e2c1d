"""`ekinerja akun kode NIP`: a one-time activation code."""

from __future__ import annotations

import argparse

from appliance.commands import Refused, here, pelaku
from appliance.models.kode import issue_code
from appliance.models.pengguna import Pengguna, ensure_accounts


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("akun", help="akun pengguna")
    verbs = command.add_subparsers(dest="verb", required=True)
    code = verbs.add_parser("kode", help="kode aktivasi sekali pakai")
    code.add_argument("nip")
    code.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    here()
    ensure_accounts()
    account = Pengguna.get_or_none(Pengguna.nama_masuk == arguments.nip)
    if account is None:
        raise Refused([f"NIP {arguments.nip} tidak dikenal"])
    print(issue_code(account, pelaku()))
