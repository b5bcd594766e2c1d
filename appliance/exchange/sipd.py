"""The month in the form of the SIPD import; which column holds what stands in `sipd.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from appliance.exchange.locked import locked_rows
from appliance.exchange.out import to_bytes
from appliance.models.penutupan import Penutupan
from appliance.models.peraturan import rak
from appliance.rules import bulan as months
from appliance.rules.rak import Rak
from appliance.rules.rupiah import allocate

UTAMA = "beban_kerja"  # bears all where no decree splits the pagu


@cache
def _layout() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sipd.toml").read_text(encoding="utf-8"))


def columns() -> list[str]:
    return [kolom["nama"] for kolom in _layout()["kolom"]]


def export_sipd(bulan: str, bentuk: str, opd: str | None = None) -> bytes:
    """One row a person, whole rupiah. Raises BerkasDitolak when nothing is locked."""
    rows = locked_rows(bulan, opd)
    shelves: dict[int, Rak] = {}
    for row in rows:
        if row["penutupan"] not in shelves:
            shelves[row["penutupan"]] = rak(Penutupan.get_by_id(row["penutupan"]).peraturan)
    table = [_row(_values(row, shelves[row["penutupan"]], bulan)) for row in rows]
    return to_bytes(bentuk, columns(), table)


def _row(values: Mapping[str, Any]) -> list[Any]:
    found = []
    for kolom in _layout()["kolom"]:
        isi = kolom.get("isi", "")
        if isinstance(isi, list):
            found.append(sum(values.get(name, 0) for name in isi))
        else:
            found.append(values.get(isi, "") if isinstance(isi, str) else isi)
    return found


def _values(row: Mapping[str, Any], shelf: Rak, bulan: str) -> dict[str, Any]:
    born = date(int(row["nip"][:4]), int(row["nip"][4:6]), int(row["nip"][6:8]))
    return {
        **row,
        **split(row, shelf, bulan),
        "tanggal_lahir": born.strftime(_layout()["format_tanggal"]),
        "pns_pppk": "PPPK" if row["status_asn"] == "PPPK" else "PNS",
        "jumlah_potongan": row["bpjs_1"] + row["pph_21"],
    }


def split(row: Mapping[str, Any], shelf: Rak, bulan: str) -> dict[str, int]:
    """The person's TPP by criterion, in proportion to `tpp.pagu_kriteria` of class and office, by largest remainder."""
    entri = shelf.cari("tpp.pagu_kriteria", months.last(bulan))
    parts = _criteria(entri.nilai, row["kelas_jabatan"], row["opd"]) if entri is not None else []
    total = sum(part.rupiah for part in parts)
    if not total:
        return {UTAMA: row["tpp"]}
    shares = [Fraction(row["tpp"] * part.rupiah, total) for part in parts]
    amounts = allocate(shares, row["tpp"])
    return {part.kriteria: amount for part, amount in zip(parts, amounts, strict=True)}


def _criteria(rows: Sequence[Any], kelas: int, opd: str) -> list[Any]:
    of_class = [row for row in rows if row.kelas == kelas]
    return [row for row in of_class if row.opd == opd] or [row for row in of_class if row.opd is None]
