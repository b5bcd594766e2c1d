"""What the worker does first: finish what a power cut left behind. The queue may be empty; the records know."""

from __future__ import annotations

from appliance import clock
from appliance.exchange.impor import finish_unfinished
from appliance.jobs import aktivasi, attlog, cadangan, chain, close, documents, impor, prove
from appliance.jobs.queue import box, huey
from appliance.kesehatan.disk import sample_once
from appliance.models.tandai import open_month
from appliance.models.tugas import unfinished
from appliance.rules import bulan


def recover() -> None:
    """Finish stopped imports, open this month, put unfinished tasks back into the queue."""
    with box() as opened:
        aktivasi.sweep(opened.data)
        sample_once(opened, clock.local())
        finish_unfinished(opened.data, clock.local())
        open_month(bulan.of(clock.today()))
        put_back()


def put_back() -> int:
    """Put every unfinished task that is not in the queue back into it; returns how many."""
    again = {documents.JENIS: documents.run_print, prove.JENIS: prove.run_prove}
    again |= {aktivasi.JENIS: aktivasi.run_slips, **dict.fromkeys(attlog.KINDS, attlog.run_attlog)}
    again |= {chain.JENIS: chain.run_chain, **dict.fromkeys(impor.KINDS, impor.run_import)}
    again |= {cadangan.JENIS: cadangan.run_sheet}
    queued = {task.args[0] for task in [*huey.pending(), *huey.scheduled()] if task.name.startswith("run_")}
    lost = [tugas for tugas in unfinished() if tugas.id not in queued]
    for tugas in lost:
        again.get(tugas.jenis, close.run_lock)(tugas.id)
    return len(lost)
