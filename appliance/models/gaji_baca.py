"""A person's salary facts over time: those of the placements and those given by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from appliance.models.gaji import Gaji
from appliance.models.penempatan import Penempatan


class Masa(NamedTuple):
    """What holds from `mulai` on; a None keeps what stood before. `sumber`: penempatan or gaji, which wins."""

    mulai: date
    golongan: str | None
    ptkp: str | None
    gaji_bruto: int | None
    dasar_bpjs: int | None
    sumber: str = ""


def salaries(pegawai_id: int) -> list[Masa]:
    """The latest first; two queries."""
    found = [*_rows(Penempatan, pegawai_id, "penempatan"), *_rows(Gaji, pegawai_id, "gaji")]
    return sorted(found, key=lambda one: (one.mulai, one.sumber == "gaji"), reverse=True)


def _rows(model: Any, pegawai_id: int, sumber: str) -> list[Masa]:
    columns = (model.mulai, model.golongan, model.ptkp, model.gaji_bruto, model.dasar_bpjs)
    return [
        Masa(*row)._replace(sumber=sumber) for row in model.select(*columns).where(model.pegawai == pegawai_id).tuples()
    ]
