"""The locked results of a month, as every export reads them."""

from __future__ import annotations

from typing import Any

from appliance.exchange.refusal import BerkasDitolak, Tolakan
from appliance.models.opd import Opd
from appliance.models.penutupan import HasilTpp, Penutupan

ISI = (
    "nip", "nama", "jabatan", "golongan", "status_asn", "bank", "rekening", "npwp", "kelas_jabatan", "pagu",
    "persen_kinerja", "persen_potongan_kehadiran", "tpp_kinerja", "tpp_kehadiran", "potongan_hukdis", "tpp", "bpjs_4",
    "bpjs_1", "pph_21", "bersih",
)  # fmt: skip


def locked_rows(bulan: str, kode: str | None = None) -> list[dict[str, Any]]:
    """One row a person, by paying office and NIP, with `opd` and `peraturan` beside ISI.

    Raises BerkasDitolak when nothing of the month, or of the one office, is locked.
    """
    there = (Penutupan.bulan == bulan) & Penutupan.dibuka.is_null()
    if kode is not None:
        there &= Opd.kode == kode
    names = [getattr(HasilTpp, name) for name in ISI]
    rows: Any = (
        HasilTpp.select(*names, Opd.kode.alias("opd"), HasilTpp.penutupan)
        .join(Penutupan)
        .join(Opd)
        .where(there)
        .order_by(Opd.kode, HasilTpp.nip)
        .dicts()
    )
    found = list(rows)
    if not found and not Penutupan.select().join(Opd).where(there).exists():
        what = f"unit kerja {kode} pada bulan {bulan}" if kode else f"bulan {bulan}"
        raise BerkasDitolak(bulan, [Tolakan(0, "", f"belum ada yang dikunci untuk {what}")])
    return found
