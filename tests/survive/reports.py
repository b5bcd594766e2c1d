"""Writing reports as a phone does: each with the key by which the server keeps it once."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import timedelta
from itertools import count

from appliance import clock
from tests.survive.box import Answer, Box, multipart

DAY = (clock.today() - timedelta(days=1)).isoformat()
minutes = count()


def report(uraian: str, key: str = "") -> dict[str, str]:
    """Of yesterday, each one a minute long and of another minute."""
    begin = next(minutes)
    return {
        "tanggal": DAY, "mulai": f"{begin // 60:02}:{begin % 60:02}",
        "selesai": f"{(begin + 1) // 60:02}:{(begin + 1) % 60:02}", "uraian": uraian, "butir_skp": "", "volume": "",
        "kunci_kirim": key or secrets.token_hex(16),
    }  # fmt: skip


def send_report(box: Box, who: str, fields: dict[str, str], token: str, photo: bytes = b"") -> Answer:
    fields = fields | {"csrf_token": token}
    if not photo:
        return box.send(who, "/laporan", fields)
    body, kind = multipart(fields, "bukti", "foto.jpg", photo)
    return box.ask("POST", "/laporan", body, who=who, kind=kind)


def stored(box: Box) -> list[str]:
    """What the database holds, asked directly."""
    with sqlite3.connect(f"file:{box.data}/ekinerja.db?mode=ro", uri=True, timeout=20) as look:
        return sorted(row[0] for row in look.execute("SELECT uraian FROM laporan"))
