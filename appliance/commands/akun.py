"""`ekinerja akun`: a one-time code, a second step to be set up anew, the present code of a secret."""

from __future__ import annotations

import argparse
import binascii

from appliance import clock
from appliance.commands import Refused, here, pelaku
from appliance.models import dua_langkah, totp
from appliance.models.base import db
from appliance.models.kode import issue_code
from appliance.models.pengguna import Pengguna, ensure_accounts


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("akun", help="akun pegawai")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="langkah")
    code = verbs.add_parser("kode", help="membuat kode aktivasi sekali pakai")
    code.add_argument("nip", metavar="NIP")
    code.set_defaults(run=run)
    anew = verbs.add_parser("atur-ulang", help="HP hilang: masuk dua langkah dipasang lagi saat masuk berikutnya")
    anew.add_argument("nip", metavar="NIP")
    anew.set_defaults(run=reset)
    present = verbs.add_parser("totp", help="menghitung kode enam angka dari sebuah kunci, tanpa HP")
    present.add_argument("kunci", metavar="KUNCI")
    present.set_defaults(run=show_code)


def run(arguments: argparse.Namespace) -> None:
    found = _account(arguments.nip)
    nama = found.pegawai.nama if found.pegawai is not None else found.nama_masuk
    print(f"Kode aktivasi {nama}, berlaku 14 hari, sekali pakai: {issue_code(found, pelaku())}")


def reset(arguments: argparse.Namespace) -> None:
    """The machine's administrator alone: for the only administrator of a box, who has nobody else to agree."""
    found = _account(arguments.nip)
    if not dua_langkah.is_set_up(found.id):
        raise Refused([f"{arguments.nip}: akun ini belum memasang masuk dua langkah"])
    with db.atomic():
        dua_langkah.forget(found, pelaku())
    print(f"{found.nama_masuk}: HP dipasang lagi saat masuk berikutnya; semua sesinya diakhiri")


def show_code(arguments: argparse.Namespace) -> None:
    try:
        print(totp.code_of(arguments.kunci.replace(" ", "").upper(), totp.step_at(clock.unix())))
    except binascii.Error:
        raise Refused([f"{arguments.kunci}: bukan kunci; isinya huruf A-Z dan angka 2-7"]) from None


def _account(nip: str) -> Pengguna:
    here()
    ensure_accounts()
    found: Pengguna | None = Pengguna.get_or_none(Pengguna.nama_masuk == nip.replace(" ", ""))
    if found is None:
        raise Refused([f"{nip}: tidak ada pegawai atau akun dengan NIP ini"])
    return found
