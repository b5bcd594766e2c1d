"""`ekinerja init`: an empty regency, with the national decrees and the first administrator's code."""

from __future__ import annotations

import argparse

from appliance import settings
from appliance.box import prepare
from appliance.commands import Refused, pelaku
from appliance.exchange.peraturan_berkas import shelf
from appliance.models import schema
from appliance.models.base import db
from appliance.models.kalender import seed
from appliance.models.kode import issue_code
from appliance.models.pengguna import Pengguna, Peran
from appliance.models.peraturan import enact, propose


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("init", help="membuat kabupaten kosong di EKINERJA_DATA")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> None:
    chosen = settings.load()
    prepare(chosen)
    db.connect()
    schema.migrate()
    if Pengguna.select().exists():  # the last thing made: a killed init goes on where it stopped
        raise Refused([f"{chosen.data}: sudah berisi data; tidak ada yang diubah"])
    who = pelaku()
    for name, text in shelf():
        enact(propose(text, name, who), who)
    year = who.kapan.year
    seed(range(year - 2, year + 2), who)
    code = first_administrator()
    print(f"Kabupaten kosong dibuat di {chosen.data}")
    print(f"Kode aktivasi administrator pertama (nama masuk: admin), berlaku 14 hari: {code}")


def first_administrator() -> str:
    """The account `admin` and its one-time code, shown this once."""
    who = pelaku()
    account = Pengguna.create(nama_masuk="admin")
    Peran.create(pengguna=account, peran="admin", mulai=who.kapan.date())
    return issue_code(account, who)
