"""Every night: let go of uploaded files that nobody confirmed."""

from __future__ import annotations

from datetime import timedelta

from appliance import clock
from appliance.exchange.sisa import sweep_staged
from appliance.jobs.queue import box, huey, wall

KEPT = timedelta(days=7)  # a stick brought on Friday may be confirmed after the holidays


@huey.periodic_task(wall(minute="40", hour="1"))
def sweep_unconfirmed() -> None:
    with box() as opened:
        sweep_staged(opened.data, clock.unix() - int(KEPT.total_seconds()))
