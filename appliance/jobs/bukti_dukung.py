"""Every night: take away files of evidence that no report carries any more."""

from __future__ import annotations

from appliance import clock
from appliance.jobs.queue import box, huey, wall, worker
from appliance.models.bukti_dukung_sapu import sweep


@huey.periodic_task(wall(minute="40", hour="0"))
@huey.lock_task("sweep")
def sweep_evidence() -> None:
    with box():
        sweep(clock.unix(), worker())
