"""`ekinerja cadangan`: places and the recovery code, trials and drills, and the printed page."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from appliance import clock
from appliance.backup.gagal import CadanganGagal
from appliance.backup.giliran import alone
from appliance.backup.jalan import Lari, look_around, places
from appliance.backup.latihan import drill
from appliance.backup.siapkan import prepare, renew, revoke
from appliance.backup.tempat import Tempat, elsewhere, is_address, on_disk
from appliance.backup.uji import trial
from appliance.box import Box
from appliance.commands import Refused, here, pelaku
from appliance.commands.tanya import ask_code
from appliance.giliran import heavy
from appliance.models.cadangan import note_interrupted, recent
from appliance.models.cadangan_peringatan import warnings

SHOWN = 20


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("cadangan", help="tempat cadangan, kode pemulihan, uji dan latihan")
    verbs = command.add_subparsers(dest="verb", required=True, metavar="langkah")
    ready = _verb(verbs, "siapkan", "menyiapkan tempat cadangan dan kode pemulihan", ready_places)
    ready.add_argument("tujuan", metavar="DEST", nargs="?", help="bawaan: semua tempat yang disetel")
    _verb(verbs, "kode-baru", "mengganti kode pemulihan yang hilang atau terbuka", new_code)
    exercise = _verb(verbs, "latihan", "membuktikan bahwa kode di tangan Anda membuka cadangan", drill_code)
    _verb(verbs, "uji", "memulihkan salinan terakhir ke folder sementara dan membuktikannya", try_restore)
    _verb(verbs, "periksa", "melihat keadaan disk cadangan", look)
    _verb(verbs, "daftar", "menampilkan pekerjaan cadangan terakhir", listing)
    _verb(verbs, "terpulihkan", "mengakhiri pemulihan basis data PostgreSQL, sesudah pg_restore", restored)
    sheet = _verb(verbs, "lembar", "mencetak lembar cara memulihkan (PDF)", print_sheet)
    sheet.add_argument("--output", metavar="BERKAS", type=Path, default=Path("memulihkan-e-kinerja.pdf"))
    for asking in (ready, exercise):
        asking.add_argument(
            "--kode-dari", metavar="BERKAS", help="berkas berisi kode pemulihan; - berarti masukan baku"
        )


def _verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str,
          work: Callable[[Box, argparse.Namespace], int | None]) -> argparse.ArgumentParser:  # fmt: skip
    command = verbs.add_parser(name, help=text)

    def run(arguments: argparse.Namespace) -> int | None:
        try:
            return work(here(), arguments)
        except (CadanganGagal, OSError) as reason:
            raise Refused([str(reason)]) from None

    command.set_defaults(run=run)
    return command


def _configured(box: Box) -> list[Tempat]:
    found = places(box)
    if not found:
        raise CadanganGagal("belum ada tempat cadangan; isi EKINERJA_CADANGAN lebih dulu")
    return found


def ready_places(box: Box, arguments: argparse.Namespace) -> None:
    from appliance.backup import kunci_cadangan

    if arguments.tujuan:
        given = arguments.tujuan
        folder = Path(given).expanduser().resolve()
        wanted = [elsewhere(given.partition(":")[0], given) if is_address(given) else on_disk(str(folder), folder)]
    else:
        wanted = _configured(box)
    kode = ask_code(arguments.kode_dari) if kunci_cadangan.read(box.data).penerima else ""
    with alone(box.data):
        fresh = prepare(box, wanted, pelaku(), kode)
        look_around(box)
    for place in wanted:
        print(f"{place.shown}: siap dipakai")
        for text in place.remarks(box.data):
            print(f"perhatian: {text}")
    if fresh:
        say_code(fresh)


def new_code(box: Box, _: argparse.Namespace) -> int:
    known = _configured(box)
    with alone(box.data):
        say_code(renew(box, known, pelaku()))
        left = revoke(box, known)
    for text in left:
        print(f"perhatian: {text}")
    print("Jalankan `scripts/backup --mingguan` sekarang: salinan mingguan yang lama masih terbuka dengan kode lama.")
    return 0


def drill_code(box: Box, arguments: argparse.Namespace) -> None:
    kode = ask_code(arguments.kode_dari)
    lari = Lari(box, print, [])
    for place in _configured(box):
        lari.noted("latihan", place, "latihan kode pemulihan", partial(drill, box.data, place, kode))
    if lari.wrong:
        raise Refused(lari.wrong)


def try_restore(box: Box, _: argparse.Namespace) -> None:
    lari = Lari(box, print, [])
    with alone(box.data), heavy(box.data, "mencoba memulihkan"):
        place = _configured(box)[0]
        lari.noted("uji", place, "uji pemulihan", lambda: trial(box.data, place))
    if lari.wrong:
        raise Refused(lari.wrong)


def restored(box: Box, _: argparse.Namespace) -> None:
    """The last step of a restore where the database is not in the folder: its server had to take it in first."""
    from appliance.backup.sesudah import prove_and_settle

    if box.settings.database_url is None:
        raise CadanganGagal("hanya untuk PostgreSQL; pada kotak ini scripts/restore sudah mengerjakan semuanya")
    for note in prove_and_settle():
        print(f"perhatian: {note}")
    print("Segel semua bulan cocok dan semua sesi diakhiri. Buktikan bulan terakhir dengan `ekinerja verify BULAN` dan "
          "riwayatnya dengan `ekinerja verify --jejak`, lalu jalankan layanan.")  # fmt: skip


def look(box: Box, _: argparse.Namespace) -> int:
    with suppress(CadanganGagal), alone(box.data):  # a backup is running: it notes by itself what was cut off
        note_interrupted(clock.local())
    look_around(box)
    found = list(warnings(clock.local()))
    for one in found:
        print(one.teks)
    if not found:
        print("Cadangan dalam keadaan baik.")
    return 1 if found else 0


def listing(_: Box, __: argparse.Namespace) -> None:
    for row in recent(SHOWN):
        print(f"{row.mulai:%Y-%m-%d %H:%M}  {row.jenis:<9} {row.tempat:<6} {row.keadaan:<9} {row.pesan}")


def print_sheet(box: Box, arguments: argparse.Namespace) -> None:
    from appliance.documents.pemulihan import sheet
    from appliance.documents.press import GagalCetak

    try:
        with heavy(box.data, "mencetak lembar pemulihan"):
            sheet(box.settings.kabupaten, str(box.settings.cadangan or "/srv/cadangan"), arguments.output.resolve())
    except GagalCetak as reason:
        raise CadanganGagal(str(reason)) from None
    print(f"Lembar ditulis ke {arguments.output}")


def say_code(kode: str) -> None:
    """Shown this once."""
    print("Kode pemulihan (dicetak sekali ini saja; tulis di lembarnya, simpan di dua tempat di luar ruang server):")
    print(f"    {kode}", flush=True)
