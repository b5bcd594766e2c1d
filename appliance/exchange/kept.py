"""The raw bytes that readings left in the data folder, as the punches they hold."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from appliance.devices import adms_body
from appliance.devices.attlog import AttlogRefused, parse_attlog
from appliance.devices.punch import Punch, Rejected
from appliance.devices.zk_records import read_records
from appliance.models.mesin import Pembacaan

SLOT_RECORD = 8  # bytes; such a record names a slot, and who sat in it was known to that session alone


def kept_records(folder: Path, reading: Pembacaan) -> tuple[list[Punch], list[Rejected]]:
    """What a reading's kept bytes hold; nothing when they were dropped or cannot be read without the machine."""
    path = folder / str(reading.muatan)
    if not reading.muatan or not path.exists():
        return [], []
    records = list(_records(path, reading))
    return [r for r in records if isinstance(r, Punch)], [r for r in records if isinstance(r, Rejected)]


def _records(path: Path, reading: Pembacaan) -> Iterator[Punch | Rejected]:
    now = reading.selesai or reading.mulai
    if reading.jalur == "flashdisk":
        try:
            log = parse_attlog(zlib.decompress(path.read_bytes()), now=now)
        except AttlogRefused:
            return
        yield from log.punches
        yield from log.rejected
    elif reading.jalur == "adms":
        for line in path.read_text("ascii").splitlines():
            body = json.loads(line)["isi"].encode("utf-8", errors="surrogateescape")
            pushed = adms_body.parse_attlog(body, now=now)
            yield from pushed.punches
            yield from pushed.rejected
    else:
        size = (reading.rincian or {}).get("ukuran")
        if size and size != SLOT_RECORD:
            yield from read_records(zlib.decompress(path.read_bytes()), size, now=now, users={})
