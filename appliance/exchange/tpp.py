"""The computed month as a table: `ekinerja export tpp`."""

from __future__ import annotations

from appliance.exchange.locked import locked_rows
from appliance.exchange.out import percent, to_bytes

KOLOM = (
    "nip", "nama", "opd", "kelas_jabatan", "pagu", "persen_kinerja", "persen_potongan_kehadiran", "tpp_kinerja",
    "tpp_kehadiran", "potongan_hukdis", "tpp", "bpjs_4", "bpjs_1", "pph_21", "bersih",
)  # fmt: skip


def export_tpp(bulan: str, bentuk: str, opd: str | None = None) -> bytes:
    """Locked offices of the month, one row a person, amounts in whole rupiah. Raises BerkasDitolak when none is."""
    rows = (
        [percent(row[k], bentuk) if k.startswith("persen_") else row[k] for k in KOLOM]
        for row in locked_rows(bulan, opd)
    )
    return to_bytes(bentuk, KOLOM, rows)
