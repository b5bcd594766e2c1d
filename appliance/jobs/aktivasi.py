"""Printing activation slips in the background: codes are made while printing, and the paper is given out once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from appliance import clock
from appliance.box import Box
from appliance.documents.aktivasi import Penerima, activation_slips
from appliance.documents.press import GagalCetak
from appliance.jobs.queue import box, heavily, huey
from appliance.models.akun_kantor import of_ids
from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.kode import LASTS, issue_code
from appliance.models.opd import Opd
from appliance.models.tugas import Tugas, advance, finish, plan

JENIS = "slip_aktivasi"
FOLDER = "aktivasi"
KEPT = 3600  # seconds that a paper waits for whoever asked for it


@huey.task()
@heavily("mencetak slip aktivasi")
def run_slips(tugas_id: int) -> None:
    with box() as opened:
        run(Tugas.get_by_id(tugas_id), opened)


def print_later(opd: Opd, accounts: Sequence[int], alamat: str, pelaku: Pelaku) -> Tugas:
    """Print a slip for each of these accounts; `alamat` is where the site was reached."""
    tugas = plan(JENIS, {"opd": opd.nama, "akun": list(accounts), "alamat": alamat}, pelaku, len(accounts))
    run_slips(tugas.id)
    return tugas


def run(tugas: Tugas, opened: Box) -> None:
    """A finished task is left alone; one that was cut off makes new codes, and the earlier ones open nothing."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    sweep(opened.data)
    who = Pelaku(tugas.pengguna_id, str(tugas.pelaku), "tugas latar", clock.local())
    slips = []
    for done, (account, nama, jabatan) in enumerate(of_ids(tugas.isi["akun"], who.kapan.date())):
        slips.append(Penerima(nama, str(account.nama_masuk), jabatan, issue_code(account, who)))
        advance(tugas, done + 1, len(tugas.isi["akun"]))
    unit = tugas.isi["opd"]
    try:
        activation_slips(slips, unit, tugas.isi["alamat"], who.kapan + LASTS, who.nama, paper(opened.data, tugas))
    except GagalCetak as reason:
        finish(tugas, {}, clock.local(), failed=str(reason))
        return
    with db.atomic():
        record(who, [Perubahan("cetak slip aktivasi", "opd", unit, None, {"jumlah": len(slips)})])
        finish(tugas, {"jumlah": len(slips)}, clock.local())


def take(data: Path, tugas: Tugas, pelaku: Pelaku) -> bytes | None:
    """The paper, which is gone from the disk afterwards; None when it is not there (any more)."""
    file, mine = paper(data, tugas), paper(data, tugas).with_suffix(".diambil")
    try:
        file.rename(mine)  # of two that take it at once, one gets it
    except FileNotFoundError:
        return None
    found = mine.read_bytes()
    mine.unlink()
    with db.atomic():
        record(pelaku, [Perubahan("unduh slip aktivasi", "opd", tugas.isi["opd"], None, tugas.hasil)])
    return found


def waits(data: Path, tugas: Tugas) -> bool:
    """Whether the paper of a finished task was not taken yet."""
    return bool(tugas.keadaan == "selesai") and paper(data, tugas).is_file()


def paper(data: Path, tugas: Tugas) -> Path:
    return data / FOLDER / f"{tugas.id}.pdf"


def sweep(data: Path) -> None:
    """Remove papers that nobody took within the hour; their codes are printed anew when asked for."""
    limit = clock.unix() - KEPT
    for left in (data / FOLDER).glob("*"):
        if left.is_file() and left.stat().st_mtime < limit:
            left.unlink(missing_ok=True)
