"""The child that prints: a JSON job on standard input, PDF files out, then the end. It opens no database.

The job: {"batas_memori": bytes, "batas_cpu": seconds, "kerja": [{"templat", "berkas", "isi"}, ...]}. Each file is
written whole under a temporary name and renamed, so that a kill leaves either nothing or the file. For each one a JSON
line on standard output says its name, its pages and the most memory (kB) that the child has held so far.

`python -m appliance.documents.child < job.json`
"""

import json
import re
import resource
import sys
from pathlib import Path

from appliance.documents.berkas import fresh


def main() -> int:
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_DATA, (job["batas_memori"], job["batas_memori"]))
    resource.setrlimit(resource.RLIMIT_CPU, (job["batas_cpu"], job["batas_cpu"]))  # also when nobody waits any more
    from appliance.documents.weasy import Press

    press = Press()
    for kerja in job["kerja"]:
        with fresh(Path(kerja["berkas"])) as temporary:
            halaman = press.write(kerja["templat"], kerja["isi"], temporary)
        print(json.dumps({"berkas": kerja["berkas"], "halaman": halaman, "puncak_kb": peak_kb()}), flush=True)
    return 0


def peak_kb() -> int:
    """The most memory that this process has held (VmHWM), in kB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
