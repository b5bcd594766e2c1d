"""Reading a machine with 100,000 records through a socket: CPU and memory of all that our side needs."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from measure.processes import ROOT, free_port
from measure.report import Report

READER = """
import resource, sys, time
from datetime import datetime
from appliance.devices.zk import LastState, read_machine
reading = read_machine("127.0.0.1", int(sys.argv[1]), 0, serial="UKUR", last=LastState(), now=datetime.now())
spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(reading.status, len(reading.punches), sum(u.ru_utime + u.ru_stime for u in spent), *(u.ru_maxrss for u in spent))
"""


def read(report: Report, folder: Path, many: int = 100_000) -> None:
    """A reader of its own, so that what this process holds already is not counted."""
    log = folder / "seratus-ribu.dat"
    begin = datetime.now() - timedelta(days=300)
    times = (begin + timedelta(seconds=200 * n) for n in range(many))
    lines = (f"{1 + n % 500:>9}\t{at:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\r\n" for n, at in enumerate(times))
    log.write_text("".join(lines), newline="")
    port = free_port()
    machine = subprocess.Popen(
        [ROOT / "scripts" / "simulate-device", "--serial", "UKUR", "--port", str(port), "--follow", str(log),
         "--capacity", str(2 * many)], stdout=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    try:
        machine.stdout.readline()
        told = subprocess.run(
            [sys.executable, "-c", READER, str(port)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
    finally:
        machine.terminate()
        machine.wait()
    if told[0] != "lengkap" or int(told[1]) != many:
        raise RuntimeError(f"the machine was not read whole: {told}")
    report.add("reading 100,000 records: CPU", float(told[2]), "s CPU", 5)
    report.add("reading 100,000 records: most memory of the reader", float(told[3]) / 1024, "MB", 120)
    report.add("reading 100,000 records: most memory of its child", float(told[4]) / 1024, "MB", 120)
