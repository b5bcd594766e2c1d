"""Looking after the backups by the hour, and printing the page that says how to restore."""

from __future__ import annotations

from pathlib import Path

from huey import crontab

from appliance import clock
from appliance.backup.jaga import watch
from appliance.box import Box
from appliance.documents.pemulihan import sheet
from appliance.documents.press import GagalCetak
from appliance.jobs.queue import box, heavily, huey
from appliance.models.jejak import Pelaku
from appliance.models.tugas import Tugas, finish, plan

JENIS = "lembar"
BERKAS = "dokumen/memulihkan-e-kinerja.pdf"


@huey.periodic_task(crontab(minute="35"))
@huey.lock_task("cadangan")
def watch_backups() -> None:
    with box() as opened:
        watch(opened, clock.local())


@huey.task()
@heavily("mencetak lembar pemulihan")
def run_sheet(tugas_id: int) -> None:
    with box() as opened:
        run(Tugas.get_by_id(tugas_id), opened)


def print_later(pelaku: Pelaku) -> Tugas:
    """Print the page; it stands at `BERKAS` under the data folder."""
    tugas = plan(JENIS, {}, pelaku, 1)
    run_sheet(tugas.id)
    return tugas


def run(tugas: Tugas, opened: Box) -> None:
    """A finished one is left alone."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    try:
        sheet(opened.settings.kabupaten, str(opened.settings.cadangan or Path("/srv/cadangan")), opened.data / BERKAS)
        finish(tugas, {}, clock.local())
    except GagalCetak as reason:
        finish(tugas, {}, clock.local(), failed=str(reason))
