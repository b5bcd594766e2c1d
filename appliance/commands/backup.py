"""`ekinerja backup`: copy everything that must survive, to all places of the settings or to one."""

from __future__ import annotations

import argparse
from pathlib import Path

from appliance.backup import kunci_cadangan
from appliance.backup.gagal import CadanganGagal
from appliance.backup.jalan import backup, places
from appliance.backup.siapkan import prepare
from appliance.backup.tempat import FOLDER, MARK, Tempat, elsewhere, is_address, on_disk, refuse_within
from appliance.box import Box
from appliance.commands import Refused, here, pelaku
from appliance.commands.cadangan import say_code


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("backup", help="mencadangkan semua data")
    command.add_argument(
        "tujuan", metavar="DEST", nargs="?", help="folder disk atau alamat restic; bawaan: semua yang disetel"
    )
    command.add_argument("--mingguan", action="store_true", help="sekalian yang biasanya seminggu sekali")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    box = here()
    try:
        wanted = [_place(box, arguments.tujuan)] if arguments.tujuan else places(box)
        if not wanted:
            raise Refused(["belum ada tempat cadangan; isi EKINERJA_CADANGAN, atau sebutkan DEST"])
        if arguments.tujuan and not kunci_cadangan.read(box.data).penerima:
            say_code(prepare(box, wanted, pelaku()))  # the very first copy of a box
        wrong = backup(box, wanted, lambda text: print(text, flush=True), week=arguments.mingguan)
    except CadanganGagal as reason:
        raise Refused([str(reason)]) from None
    if wrong:
        raise Refused(wrong)


def _place(box: Box, given: str) -> Tempat:
    """What was asked for; a place of the settings under its own name."""
    known = {place.alamat: place for place in places(box)}
    if is_address(given):
        return known.get(given) or elsewhere(given.partition(":")[0], given)
    folder = Path(given).expanduser().resolve()
    refuse_within(folder, box.data)
    if not folder.is_dir():
        raise CadanganGagal(f"{given}: folder ini tidak ada; pasang disknya lebih dulu")
    place = on_disk(str(folder), folder)
    ready = (place.folder / MARK).exists() or not kunci_cadangan.read(box.data).penerima
    if not ready and place.alamat not in known:
        raise CadanganGagal(f"{given}: belum ada {FOLDER} di sini; jalankan `ekinerja cadangan siapkan {given}`")
    return known.get(place.alamat) or place
