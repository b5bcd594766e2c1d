"""Keeping days and estimates up with the facts, and opening each new month."""

from __future__ import annotations

from huey import crontab

from appliance import clock
from appliance.jobs.queue import box, huey
from appliance.models.penghitungan import bring_up_to_date
from appliance.models.peraturan import rak
from appliance.models.tandai import open_month
from appliance.rules import bulan


@huey.periodic_task(crontab(minute="*"))
@huey.lock_task("judge")
def judge_marked() -> None:
    with box():
        bring_up_to_date(rak(), clock.local())


@huey.periodic_task(crontab(minute="2", hour="*/6"))
def open_this_month() -> None:
    with box():
        open_month(bulan.of(clock.today()))


def judge_later() -> None:
    """Judge what is marked as soon as the worker is free."""
    judge_marked()
