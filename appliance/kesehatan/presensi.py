"""The attendance machines, as far as they are the box's affair."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.kesehatan.baris import Baris, Tinjau
from appliance.models.mesin import Mesin
from appliance.models.peringatan import of_machines


def lines(tinjau: Tinjau) -> Iterator[Baris]:
    total = Mesin.select().count()
    warnings = [one.teks for one in of_machines(tinjau.now)]
    if not total:
        yield Baris("Mesin presensi", "info", "belum ada yang terdaftar")
    elif not warnings:
        yield Baris("Mesin presensi", "good", f"{total} mesin, semua terdengar")
    else:
        yield Baris("Mesin presensi", "warn", f"{len(warnings)} hal pada {total} mesin",
                    "Satu per satu ada di bawah; operatornya melihatnya di Mesin Presensi.")  # fmt: skip
