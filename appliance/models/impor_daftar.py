"""Imports of tables as a list, and a look at what one of them changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from appliance.models.impor import Impor
from appliance.models.jejak import Jejak

PAGE = 30
SAMPLES = 20


def tables(kinds: Sequence[str]) -> Any:
    """A query of the imports of these KINDs, the latest first."""
    return Impor.select().where(Impor.jenis.in_(list(kinds))).order_by(Impor.id.desc())


def samples(impor: Impor) -> list[tuple[str, str, list[tuple[str, Any, Any]]]]:
    """The first records that the import changed: (what was done, key, [(column, before, after)])."""
    rows: Any = Jejak.select(Jejak.kunci, Jejak.sebelum, Jejak.sesudah)
    found = []
    for kunci, sebelum, sesudah in rows.where(Jejak.impor == impor).order_by(Jejak.id).limit(SAMPLES).tuples():
        old, new = json.loads(sebelum) if sebelum else {}, json.loads(sesudah) if sesudah else {}
        done = "berubah" if old and new else "baru" if new else "ditarik"
        changed = [(n, old.get(n), new.get(n)) for n in {**old, **new} if (old.get(n) or "") != (new.get(n) or "")]
        found.append((done, kunci, changed))
    return found
