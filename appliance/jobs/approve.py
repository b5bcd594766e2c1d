"""Every night: approve by rule what superiors left past its last day, so that nobody's month waits for them."""

from __future__ import annotations

from appliance.jobs.queue import box, huey, wall, worker
from appliance.models.peraturan import rak
from appliance.models.persetujuan_aturan import approve_overdue
from appliance.models.skp_aturan import agree_overdue


@huey.periodic_task(wall(minute="20", hour="0"))
@huey.lock_task("approve")
def approve_by_rule() -> None:
    with box():
        approve_overdue(rak(), worker())
        agree_overdue(rak(), worker())
