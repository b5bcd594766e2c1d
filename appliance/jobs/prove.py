"""Proving locked months in the background: every person is computed again, which takes longer than a page may."""

from __future__ import annotations

from collections.abc import Sequence

from appliance import clock
from appliance.jobs.queue import box, huey
from appliance.models.bukti import evidence
from appliance.models.jejak import Pelaku
from appliance.models.tugas import Tugas, advance, finish, plan
from appliance.rules.peraturan import EntriTiadaAda

JENIS = "bukti"


@huey.task()
def run_prove(tugas_id: int) -> None:
    with box():
        run(Tugas.get_by_id(tugas_id))


def prove_later(bulan: str, opd_ids: Sequence[int], pelaku: Pelaku) -> Tugas:
    """Compute the locked month of these offices again; `hasil` is what `evidence` gives."""
    tugas = plan(JENIS, {"bulan": bulan, "opd": sorted(opd_ids)}, pelaku, len(opd_ids))
    run_prove(tugas.id)
    return tugas


def run(tugas: Tugas) -> None:
    """Do what the task says; a finished one is left alone. Changes nothing, so it may run twice."""
    if tugas.keadaan in ("selesai", "gagal"):
        return
    isi = tugas.isi
    try:
        found = evidence(isi["bulan"], isi["opd"], lambda done, total: advance(tugas, done, total))
        finish(tugas, found, clock.local())
    except (EntriTiadaAda, ValueError) as reason:
        finish(tugas, {}, clock.local(), failed=str(reason))
