"""An import's changes in the audit trail: written as they happen, read back to finish or to take back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from appliance.exchange.kind import Bagian, Ubah
from appliance.exchange.kinds import KINDS
from appliance.models.impor import Impor
from appliance.models.jejak import Jejak, Pelaku, Perubahan, record

ENTERED = "impor"
TAKEN_BACK = "tarik impor"


def record_changes(pelaku: Pelaku, changes: Sequence[Ubah], impor: Impor, aksi: str = ENTERED) -> None:
    """One row in the trail for each record that changed, in the transaction that changed it."""
    record(
        pelaku,
        [
            Perubahan(aksi, change.bagian.objek, "/".join(str(k) for k in change.kunci), change.sebelum, change.sesudah)
            for change in changes
        ],
        impor,
    )


def part_of(impor: Impor, objek: str) -> Bagian:
    return next(bagian for bagian in KINDS[str(impor.jenis)].bagian if bagian.objek == objek)


def changes_of(impor: Impor, *, newest_first: bool = False) -> Iterator[Ubah]:
    """What an import changed, as the trail holds it; the ids are not known."""
    order: Any = Jejak.id.desc() if newest_first else Jejak.id
    rows: Any = Jejak.select(Jejak.objek, Jejak.sebelum, Jejak.sesudah)
    for objek, before, after in rows.where((Jejak.impor == impor) & (Jejak.aksi == ENTERED)).order_by(order).tuples():
        bagian = part_of(impor, objek)
        sebelum, sesudah = (json.loads(text) if text else None for text in (before, after))
        image: Any = sesudah or sebelum
        yield Ubah(bagian, tuple(image[name] for name in bagian.kunci), None, sebelum, sesudah)
