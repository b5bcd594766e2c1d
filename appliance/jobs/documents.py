"""Printing papers in the background. The children that print are `appliance.documents`' own affair."""

from __future__ import annotations

from appliance import clock
from appliance.box import Box
from appliance.documents.press import GagalCetak
from appliance.documents.store import Lemari, TiadaDokumen, make_document
from appliance.jobs.queue import box, heavily, huey
from appliance.models.jejak import Pelaku
from appliance.models.tugas import Tugas, advance, finish, plan

JENIS = "dokumen"


@huey.task()
@heavily("mencetak dokumen")
def run_print(tugas_id: int) -> None:
    with box() as opened:
        run(Tugas.get_by_id(tugas_id), opened)


def print_later(penutupan_id: int, jenis: str, pegawai_id: int | None, pelaku: Pelaku) -> Tugas:
    """Make a paper of a locked month; `hasil["dokumen"]` of the finished task is the id of its row."""
    isi = {"penutupan": penutupan_id, "jenis": jenis, "pegawai": pegawai_id}
    tugas = plan(JENIS, isi, pelaku)
    run_print(tugas.id)
    return tugas


def lemari(opened: Box) -> Lemari:
    """The box's papers."""
    return Lemari(opened.data, opened.settings.kabupaten)


def run(tugas: Tugas, opened: Box) -> None:
    """Make what the task asks for; a finished task is left alone."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    what = (tugas.isi["penutupan"], tugas.isi["jenis"], tugas.isi["pegawai"])
    try:
        made = make_document(*what, lemari(opened), clock.local(), lambda done, total: advance(tugas, done, total))
        finish(tugas, {"dokumen": made.id}, clock.local())
    except (TiadaDokumen, GagalCetak) as reason:
        finish(tugas, {}, clock.local(), failed=str(reason))
