"""Made machines of a night: each holds a full log that the box has not seen, and answers on loopback."""

import subprocess
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from measure.processes import ROOT, free_port

EACH = 20_000  # records of one machine


class Machines:
    """Machines `UKUR0001` and on, as the made regency knows them; `records` is how many they hold together."""

    def __init__(self, many: int) -> None:
        self.folder, self.running, self.ports = Path(tempfile.mkdtemp(prefix="ekinerja-mesin-")), [], []
        self.records = many * EACH
        for nth in range(1, many + 1):
            log, port = self.folder / f"{nth}.dat", free_port()
            self._write(log, nth)
            self.running.append(subprocess.Popen(
                [ROOT / "scripts/simulate-device", "--serial", f"UKUR{nth:04d}", "--port", str(port), "--follow",
                 str(log), "--capacity", str(2 * EACH)], stdout=subprocess.PIPE, cwd=ROOT,
            ))  # fmt: skip
            self.ports.append(port)

    def _write(self, log: Path, nth: int) -> None:
        """Punches of years ago by strangers, so that each is new and no judged day changes."""
        begin = datetime(2019, 1, 1, 6, nth)
        lines = (f"{9000 + n % 200:>9}\t{begin + timedelta(minutes=7 * n):%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\r\n"
                 for n in range(EACH))  # fmt: skip
        log.write_text("".join(lines), newline="")

    def __enter__(self) -> "Machines":
        for machine in self.running:
            machine.stdout.readline()
        return self

    def __exit__(self, *_: object) -> None:
        for machine in self.running:
            machine.terminate()
            machine.wait()
