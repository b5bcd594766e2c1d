"""The step over to a new version, and the trial that comes before anybody is let in."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from dataclasses import replace

from installer import copy_db, fill, release, start, state
from installer.lay import DATA, USER
from installer.refused import Refused
from installer.state import State
from installer.system import System

STOPPED = ("ekinerja-work.service", "ekinerja-web.service", "ekinerja-cadangan.service")
TRIAL = "/run/ekinerja/uji.sock"
OPEN = "from appliance import box, settings; box.open_box(settings.load())"


def over(here: System, going: State) -> None:
    """Stop, copy the records, bring them to the new form, try the new version in private, then switch and start it.

    Raises Refused when the new version is not well; the caller goes back.
    """
    stop(here)
    going = replace(going, salinan=copy_db.take(here, going.lama))
    state.keep(here, state.UNDER_WAY, going)
    here.say("Menyesuaikan data…")
    new = str(here.path(release.folder_of(going.baru)))
    here.run(f"{new}/.venv/bin/python", "-P", "-c", OPEN, env=start.environment(here), user=USER)
    trial(here, new)
    release.switch(here, going.baru)
    settle(here, new)
    state.keep(here, state.BEFORE, going)
    state.keep(here, state.UNDER_WAY, replace(going, selesai=True))
    state.forget(here, state.UNDER_WAY)


def settle(here: System, tree: str, *, begin: bool = True) -> None:
    """Units, doors and services as the version in `tree` has them, by its own installer, which waits for health."""
    if here.path(fill.KEPT).exists():
        here.run(f"{tree}/scripts/install", "--isi", *([] if begin else ["--tanpa-mulai"]))


def stop(here: System) -> None:
    if here.is_booted():
        for unit in STOPPED:
            here.systemctl("stop", unit, check=False)


def trial(here: System, tree: str, seconds: float = 60) -> None:
    """Run the version in `tree` at a socket that nobody knows, until it says it is well. Nobody's work is at stake."""
    here.run("systemd-tmpfiles", "--create", "ekinerja.conf", check=False)
    environ = {**start.environment(here), "EKINERJA_SOKET": TRIAL, "PATH": os.environ.get("PATH", "/usr/bin:/bin")}
    process = subprocess.Popen(
        (f"{tree}/.venv/bin/ekinerja", "serve"), env=environ, user=USER, group=USER, extra_groups=[], cwd=DATA,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until and process.poll() is None:
            if _is_well(TRIAL):
                return
            time.sleep(0.3)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
        here.path(TRIAL).unlink(missing_ok=True)
    raise Refused("Server versi baru tidak menjawab ok:", [f"  {line}" for line in said.strip().splitlines()[-8:]])


def _is_well(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(path)
            asked = http.client.HTTPConnection("localhost")
            asked.sock = line
            asked.request("GET", "/sehat")
            answer = asked.getresponse()
            return answer.status == 200 and answer.read(10).strip() == b"ok"
    except (OSError, http.client.HTTPException):
        return False
