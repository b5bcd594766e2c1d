"""A person's slip of a locked month: the closing it belongs to, and the paper once it was printed."""

from __future__ import annotations

from typing import Any

from appliance.models.dokumen import Dokumen
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.tugas import Tugas


def closing_of(pegawai_id: int, bulan: str) -> int | None:
    """Id of the closing in force that pays this person that month."""
    own = (HasilTpp.pegawai == pegawai_id) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null()
    rows: Any = HasilTpp.select(HasilTpp.penutupan).join(Penutupan).where(own).order_by(HasilTpp.id.desc())
    found: int | None = rows.limit(1).scalar()
    return found


def kept_slip(penutupan_id: int, pegawai_id: int) -> str | None:
    """The file of a printed slip, under the data folder."""
    mine = (Dokumen.penutupan == penutupan_id) & (Dokumen.pegawai == pegawai_id) & (Dokumen.jenis == "slip")
    berkas: str | None = Dokumen.select(Dokumen.berkas).where(mine).scalar()
    return berkas


def printing(penutupan_id: int, pegawai_id: int) -> Tugas | None:
    """The newest task that prints it."""
    isi = {"penutupan": penutupan_id, "jenis": "slip", "pegawai": pegawai_id}
    tasks: Any = Tugas.select().where((Tugas.jenis == "dokumen") & (Tugas.isi == isi)).order_by(Tugas.id.desc())
    found: Tugas | None = tasks.first()
    return found
