"""What would make everything else doubtful: a damaged file of records, a disk that takes nothing or hardly anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from appliance.keadaan_kotak import of_damage, of_disk
from appliance.kesehatan.baris import Baris, Tinjau


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    data = tinjau.box.data
    found = [Baris("Data", "bad", one.teks) for one in chain(of_damage(data), of_disk(data))]
    yield from found or [Baris("Data", "good", "utuh sejauh terlihat, dan disk menyimpan dengan lancar")]
