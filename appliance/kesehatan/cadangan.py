"""The copies: how fresh they are, and when one was last proven by restoring it."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.kesehatan.baris import Baris, Tinjau, when
from appliance.models.cadangan import last
from appliance.models.cadangan_peringatan import warnings


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    found = [one.teks for one in warnings(tinjau.now)]
    copied, tried = last("salinan"), last("uji")
    if copied is None:
        yield Baris("Cadangan", "bad", "belum ada satu pun salinan", " ".join(found))
        return
    proven = f"uji pemulihan terakhir {when(tried.mulai)}" if tried else "belum pernah diuji pemulihannya"
    told = f"salinan terakhir {when(copied.mulai)}; {proven}"
    yield Baris("Cadangan", "warn" if found else "good", told, " ".join(found))
