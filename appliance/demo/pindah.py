"""A simulated machine whose port another program took meanwhile moves to a free one, in the list and in the regency."""

from __future__ import annotations

import json
from pathlib import Path

from appliance.demo.mesin import free_ports
from appliance.models.jejak import Pelaku
from appliance.models.mesin import Mesin
from appliance.models.mesin_kelola import change


def move(data: Path, sn: str, pelaku: Pelaku) -> int:
    """The new port. Raises LookupError when no simulated machine has this serial; the key stays as it is."""
    path = data / "demo-mesin.json"
    machines = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    one = next((m for m in machines if m["sn"] == sn), None)
    row: Mesin | None = Mesin.get_or_none(Mesin.sn == sn)
    if one is None or row is None:
        raise LookupError(sn)
    taken = {m["port"] for m in machines}
    one["port"] = next(port for port in free_ports() if port not in taken)
    part = path.with_suffix(".tulis")
    part.write_text(json.dumps(machines, indent=1) + "\n", "utf-8")
    change(row, {"jalur": row.jalur, "alamat": row.alamat, "port": one["port"]}, "", pelaku)
    part.replace(path)
    return int(one["port"])
