"""`ekinerja` with a machine's clock that somebody moves while it runs: seconds off, read from a file at every look.

`python tests/survive/jam_digeser.py serve`; the file is named by GESER. No time source agrees with such a clock.
"""

import os
import sys
import time
from pathlib import Path

from appliance import clock, timekeeper
from appliance.cli import main
from appliance.models import jam


def off() -> int:
    return int(Path(os.environ["GESER"]).read_text() or 0)


clock.shown = lambda: time.time() + off()
timekeeper.synced = lambda: False
jam.EVERY = 1
sys.exit(main())
