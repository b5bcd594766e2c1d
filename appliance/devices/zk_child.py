"""The child process that talks to one machine: `python -m appliance.devices.zk_child`.

It reads a job (JSON) on standard input and writes one JSON line and then the zlib-packed log on standard output. Its
parent kills it at the deadline; should the parent be gone, its own alarm does. The communication key comes by the
pipe, never in the command line, where every user of the box could read it.
"""

import json
import os
import resource
import signal
import struct
import sys
import time
import zlib
from dataclasses import asdict
from datetime import datetime, timedelta

from zk.exception import ZKError, ZKErrorResponse

from appliance.devices.zk_bulk import ATTLOG, USERS, Log, read_log
from appliance.devices.zk_frames import FrameError
from appliance.devices.zk_job import Answer, Job
from appliance.devices.zk_layout import read_users
from appliance.devices.zk_session import Session, Unreachable


def talk(job: Job) -> tuple[Answer, bytearray]:
    """One whole session. Whatever happens there is an answer."""
    answer, log = Answer(), Log()
    session = Session(job.alamat, job.port, job.kunci, deadline=job.asked_at + job.deadline_s, idle_s=job.idle_s)
    try:
        session.begin()
        log = _questions(session, job, answer)
    except Unreachable:
        answer.status = "tak_terjangkau"
    except FrameError as fault:
        silent = fault.sebab == "putus" and session.frames.answers == 0
        answer.status = "sibuk" if silent else fault.sebab
    except ZKErrorResponse as fault:
        answer.status, answer.rincian = _refusal(str(fault), session.is_connect), str(fault)
    except (ZKError, OSError, ValueError, TypeError, struct.error) as fault:
        answer.status, answer.rincian = "gagal", f"{type(fault).__name__}: {fault}"
    finally:
        session.leave()
    answer.total, answer.sebab = log.total, log.sebab
    return answer, log.body


def _questions(session: Session, job: Job, answer: Answer) -> Log:
    answer.sn = session.serial()
    if job.serial is not None and answer.sn.casefold() != job.serial.strip().casefold():
        answer.status = "serial_lain"
        return Log()
    answer.drift_s = _drift(session, job)
    counts = session.counts()
    if counts is None:
        answer.status = "tak_dikenal"
        return Log()
    users, answer.n0, answer.kapasitas = counts
    if answer.n0 == 0 or answer.n0 == job.skip_at and answer.n0 < answer.kapasitas:
        answer.status = "kosong" if answer.n0 == 0 else "tak_berubah"
        return Log()
    answer.users = _users(session, users)
    return _whole_log(session, answer)


def _users(session: Session, count: int) -> list[tuple[int, str, str]]:
    """Slot, PIN and name of each. Without them most logs can still be read, so a refusal is no fault."""
    if count <= 0:
        return []
    log = read_log(session, USERS)
    if log.sebab not in ("", "ditolak"):
        raise FrameError(log.sebab)
    return list(read_users(bytes(log.body), count)) if log.whole else []


def _whole_log(session: Session, answer: Answer) -> Log:
    before = session.counts()
    answer.n0 = before[1] if before else answer.n0
    log = read_log(session, ATTLOG)
    if not log.sebab:
        try:
            after = session.counts()
            answer.n1 = after[1] if after else None
        except (FrameError, ZKErrorResponse):
            answer.n1 = None
    return log


def _drift(session: Session, job: Job) -> int | None:
    """Seconds that the machine's clock is ahead of ours, to the nearest second."""
    begun = time.monotonic()
    told = session.clock()
    middle = (begun + time.monotonic()) / 2 - job.asked_at
    ours = datetime.fromisoformat(job.now) + timedelta(seconds=middle)
    # it tells whole seconds, cut off: on average half a second less than it means
    return None if told is None else round((told - ours).total_seconds() + 0.5)


def _refusal(words: str, connected: bool) -> str:
    if words == "Unauthenticated":
        return "kunci_salah"
    return "ditolak" if connected else "sibuk"


def main() -> None:
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # pyzk prints its warnings
    job = Job(**json.load(sys.stdin))
    signal.alarm(int(job.deadline_s) + 5)
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    answer, body = talk(job)
    out.write(json.dumps(asdict(answer)).encode() + b"\n")
    out.write(zlib.compress(body, 6))
    out.close()


if __name__ == "__main__":
    main()
