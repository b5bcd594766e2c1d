"""What the worker does first: finish what a power cut left behind. The queue may be empty; the records know."""

from __future__ import annotations

from appliance import clock
from appliance.exchange.impor import finish_unfinished
from appliance.jobs import close, documents
from appliance.jobs.queue import box
from appliance.models.tandai import open_month
from appliance.models.tugas import unfinished
from appliance.rules import bulan


def recover() -> None:
    """Finish stopped imports, open this month, put unfinished tasks back into the queue."""
    with box() as opened:
        finish_unfinished(opened.data, clock.local())
        open_month(bulan.of(clock.today()))
        for tugas in list(unfinished()):
            again = documents.run_print if tugas.jenis == documents.JENIS else close.run_lock
            again(tugas.id)
