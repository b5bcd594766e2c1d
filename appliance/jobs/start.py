"""What the worker does first: finish what a power cut left behind. The queue may be empty; the records know."""

from __future__ import annotations

from appliance import clock
from appliance.exchange.impor import finish_unfinished
from appliance.jobs import aktivasi, attlog, cadangan, chain, close, documents, impor, prove
from appliance.jobs.queue import box
from appliance.models.tandai import open_month
from appliance.models.tugas import unfinished
from appliance.rules import bulan


def recover() -> None:
    """Finish stopped imports, open this month, put unfinished tasks back into the queue."""
    with box() as opened:
        aktivasi.sweep(opened.data)
        finish_unfinished(opened.data, clock.local())
        open_month(bulan.of(clock.today()))
        again = {documents.JENIS: documents.run_print, prove.JENIS: prove.run_prove}
        again |= {aktivasi.JENIS: aktivasi.run_slips, **dict.fromkeys(attlog.KINDS, attlog.run_attlog)}
        again |= {cadangan.JENIS: cadangan.run_sheet}
        again |= {chain.JENIS: chain.run_chain, **dict.fromkeys(impor.KINDS, impor.run_import)}
        for tugas in list(unfinished()):
            again.get(tugas.jenis, close.run_lock)(tugas.id)
