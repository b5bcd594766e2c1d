"""The list for the bank: who gets how much on which account."""

from __future__ import annotations

from typing import NamedTuple

from appliance.exchange.locked import locked_rows
from appliance.exchange.out import to_bytes

KOLOM = ("nip", "nama", "bank", "rekening", "bersih")


class DaftarBank(NamedTuple):
    """`isi` are the bytes; `catatan` says who is not on it, or is without an account, and why."""

    isi: bytes
    catatan: list[str]


def export_bank(bulan: str, bentuk: str, opd: str | None = None) -> DaftarBank:
    """Everybody with something to receive, net, whole rupiah. Raises BerkasDitolak when nothing is locked."""
    rows = locked_rows(bulan, opd)
    notes = [f"{r['nip']} {r['nama']}: bersih {r['bersih']}, tidak ditransfer" for r in rows if r["bersih"] <= 0]
    paid = [row for row in rows if row["bersih"] > 0]
    notes += [f"{r['nip']} {r['nama']}: nomor rekening kosong" for r in paid if not r["rekening"]]
    return DaftarBank(to_bytes(bentuk, KOLOM, ([row[k] for k in KOLOM] for row in paid)), notes)
