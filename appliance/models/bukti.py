"""Proof of a month as it is kept: what each locked office's own facts give, and what today's facts would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from appliance.models.pembuktian import Beda, closings, later_changes, prove
from appliance.models.penutupan import Penutupan

MOST = 200  # disagreements of one office that are kept by name; the rest is counted


def evidence(
    bulan: str, opd_ids: Sequence[int], progress: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, Any]:
    """`unit`: of each locked office what disagrees (`beda`) and what changed later (`selisih`), with their numbers.

    `orang` is how many people were computed again. Nothing is changed.
    """
    wanted = [closing for closing in closings(bulan) if closing.opd.id in set(opd_ids)]
    found = []
    for done, closing in enumerate(wanted):
        progress(done, len(wanted))
        found.append(_of(closing))
    progress(len(wanted), len(wanted))
    return {"unit": found, "orang": sum(one["orang"] for one in found)}


def _of(closing: Penutupan) -> dict[str, Any]:
    wrong, later = list(prove(closing)), list(later_changes(closing))
    return {
        "kode": closing.opd.kode, "nama": closing.opd.nama, "versi": closing.versi, "orang": closing.orang,
        "tpp": closing.tpp, "beda": _told(wrong), "selisih": _told(later), "jumlah_beda": len(wrong),
        "jumlah_selisih": len(later), "kekurangan": _sum(later, 1), "kelebihan": _sum(later, -1),
    }  # fmt: skip


def _told(found: Sequence[Beda]) -> list[dict[str, Any]]:
    return [{"nip": b.nip, "nama": b.nama, "apa": b.apa, "tetap": b.tetap, "kini": b.kini} for b in found[:MOST]]


def _sum(found: Sequence[Beda], sign: int) -> int:
    """Rupiah owed to people (1), or paid too much (-1)."""
    steps = (b.kini - b.tetap for b in found if b.kini is not None and b.tetap is not None)
    return sum(abs(step) for step in steps if step * sign > 0)
