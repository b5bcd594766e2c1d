"""Once a night: measure the disk, forget what is older than a year."""

from __future__ import annotations

from appliance import clock
from appliance.jobs.queue import box, huey, wall
from appliance.kesehatan.disk import sample
from appliance.kesehatan.sapu import sweep


@huey.periodic_task(wall(minute="40", hour="2"))
def watch_disk() -> None:
    with box() as opened:
        sample(opened, clock.local())
        sweep(clock.today())
