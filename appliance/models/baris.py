"""Lines of an amount as they are stored: [tanggal, kode, uraian, pasal, peraturan, persen, rupiah, contoh]."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from appliance.rules.hasil import Baris, Hasil
from appliance.rules.rupiah import persen_teks

AMOUNTS = (
    "pagu", "tpp_kinerja", "tpp_kehadiran", "potongan_hukdis", "tpp", "bpjs_4", "bpjs_1", "pph_21", "bersih",
)  # fmt: skip


def to_rows(lines: Iterable[Baris]) -> list[list[Any]]:
    return [
        [
            line.tanggal.isoformat() if line.tanggal else None,
            line.kode,
            line.uraian,
            line.pasal,
            line.peraturan_id,
            None if line.persen is None else persen_teks(line.persen),
            line.rupiah,
            int(line.contoh),
        ]
        for line in lines
    ]


def to_columns(hasil: Hasil) -> dict[str, Any]:
    """The amounts and percents under the names of their columns."""
    columns: dict[str, Any] = {name: getattr(hasil, name) for name in AMOUNTS}
    columns["persen_kinerja"] = persen_teks(hasil.persen_kinerja)
    columns["persen_potongan_kehadiran"] = persen_teks(hasil.persen_potongan_kehadiran)
    columns["contoh"] = int(hasil.contoh)
    return columns
