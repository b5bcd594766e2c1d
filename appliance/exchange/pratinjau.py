"""A preview, or a refusal, as plain data that a task can keep and a page can show."""

from __future__ import annotations

from typing import Any

from appliance.exchange.kind import Ubah
from appliance.exchange.plan import Pratinjau
from appliance.exchange.refusal import BerkasDitolak, Tolakan

MOST = 200  # refusals kept by line; the rest is counted


def told(seen: Pratinjau | BerkasDitolak) -> dict[str, Any]:
    """`baris`, `hitung` by sort, `tolakan` [[line, column, reason]], `contoh` [[line, sort, key, differences]]."""
    if isinstance(seen, BerkasDitolak):
        return {"baris": 0, "hitung": {}, "contoh": [], **_refusals(seen.tolakan)}
    samples = [
        [nomor, sort, "/".join(map(str, change.kunci)), differences(change)] for nomor, sort, change in seen.contoh
    ]
    return {"baris": seen.baris, "hitung": seen.hitung, "contoh": samples, **_refusals(seen.tolakan)}


def _refusals(found: list[Tolakan]) -> dict[str, Any]:
    return {"tolakan": [list(fault) for fault in found[:MOST]], "jumlah_tolakan": len(found)}


def differences(change: Ubah) -> list[list[Any]]:
    """[column, before, after] of what changes; a new or withdrawn row shows what is filled."""
    before, after = change.sebelum or {}, change.sesudah or {}
    names = [*change.bagian.kunci, *change.bagian.isi]
    return [[n, before.get(n), after.get(n)] for n in names if (before.get(n) or "") != (after.get(n) or "")]
