"""Every task of the worker has a name that people know: on the health page, beside a hung job, in a warning."""

from __future__ import annotations

import importlib
import pkgutil

from appliance import jobs
from appliance.jobs.queue import huey
from appliance.kesehatan.pekerjaan import NAMA


def test_each_task_is_named_and_no_name_is_left_over() -> None:
    for module in pkgutil.iter_modules(jobs.__path__, "appliance.jobs."):
        importlib.import_module(module.name)
    tasks = {name.rpartition(".")[2] for name in huey._registry._registry if name.startswith("appliance.")}
    assert tasks == set(NAMA)
