"""The decision beside an imported report: a status is never without the row that says who decided and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from appliance.exchange.image import Kamus, stored
from appliance.exchange.kind import Konteks, Ubah
from appliance.models.base import insert_rows
from appliance.models.laporan import Persetujuan

WAITING = "menunggu"


def decide(changes: Sequence[Ubah], konteks: Konteks) -> None:
    """Append decisions of changed statuses; a status that goes back drops the decision that this import made."""
    turned = [c for c in changes if c.sesudah is not None and (c.sebelum or {}).get("status") != c.sesudah["status"]]
    if not turned:
        return
    ids = stored(turned[0].bagian, [change.kunci for change in turned], Kamus())
    own = f"impor {konteks.impor}"
    who, p = konteks.pelaku.pengguna_id, Persetujuan
    mine: Any = Persetujuan.select(Persetujuan.laporan).where(
        Persetujuan.laporan.in_([row_id for row_id, _ in ids.values()]) & (Persetujuan.catatan == own)
    )
    made = {row[0] for row in mine.tuples()}
    rows = [
        (ids[c.kunci][0], c.sesudah["status"], who, konteks.kapan, own)
        for c in turned
        if c.sesudah is not None and c.sesudah["status"] != WAITING and ids[c.kunci][0] not in made
    ]
    Persetujuan.delete().where(Persetujuan.laporan.in_(sorted(made)) & (Persetujuan.catatan == own)).execute()
    insert_rows(Persetujuan, (p.laporan, p.putusan, p.pemutus, p.kapan, p.catatan), rows)
