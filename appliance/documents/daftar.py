"""Daftar Pembayaran TPP of an office: plain data for the paper, taken from what was locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from appliance.documents.baris import all_lines, decree_names, lines, unconfirmed
from appliance.documents.kepala import heading, seat
from appliance.documents.ketentuan import rates
from appliance.documents.tanda_tangan import signers
from appliance.documents.teks import tanggal
from appliance.documents.terbilang import rupiah_terbilang
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.rules.rupiah import round_half_up

SUMMED = (
    "pagu", "tpp_kinerja", "tpp_kehadiran", "capaian", "potongan_hukdis", "tpp", "pph_21", "bpjs_1", "bpjs_4", "bersih",
)  # fmt: skip
GROUPS = (("PNS dan CPNS", ("PNS", "CPNS")), ("PPPK", ("PPPK",)))
SERATUS = Decimal(100)


def payment_list(penutupan: Penutupan, kabupaten: str) -> dict[str, Any]:
    """What `daftar.html` prints: whole rupiah as int, percents as text with a point. Sums are those of the rows."""
    rows = HasilTpp.select().where(HasilTpp.penutupan == penutupan)
    hasil = sorted(rows, key=lambda h: (-h.kelas_jabatan, h.nip))
    used = all_lines(hasil)
    names = decree_names(used)
    groups = [_group(title, [h for h in hasil if h.status_asn in kinds]) for title, kinds in GROUPS]
    total = _sum(row for group in groups for row in group if row["jenis"] == "orang")
    on = penutupan.kapan.date()
    return {
        **heading(penutupan, kabupaten),
        **rates(penutupan),
        "dasar": list(names.values()),
        "contoh": any(h.contoh for h in hasil),
        "contoh_pasal": unconfirmed(used, names),
        "baris": _numbered(groups, {"jenis": "total", "nama": "Jumlah seluruhnya", "orang": len(hasil), **total}),
        "terbilang": rupiah_terbilang(total["bersih"]),
        "tempat": f"{seat(kabupaten)}, {tanggal(on)}",
        "penandatangan": signers(penutupan.opd, on),
    }


def _group(title: str, hasil: Sequence[HasilTpp]) -> list[dict[str, Any]]:
    """Rows of one status, between its name and its sum; nothing when nobody has it."""
    if not hasil:
        return []
    rows = [_row(h) for h in hasil]
    head = {"jenis": "kelompok", "nama": title}
    return [head, *rows, {"jenis": "jumlah", "nama": f"Jumlah {title}", "orang": len(rows), **_sum(rows)}]


def _numbered(groups: Sequence[Sequence[dict[str, Any]]], total: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows of the table in order: `urut` counts them, `no` counts the people."""
    number, rows = 0, []
    for urut, row in enumerate([row for group in groups for row in group] + [total]):
        number += row["jenis"] == "orang"
        rows.append({**row, "urut": urut, "no": number})
    return rows


def _sum(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    kept = list(rows)
    return {name: sum(row[name] for row in kept) for name in SUMMED}


def _row(h: HasilTpp) -> dict[str, Any]:
    capaian = h.tpp_kinerja + h.tpp_kehadiran
    amounts = {name: getattr(h, name) for name in SUMMED if name != "capaian"}
    return {
        **amounts,
        "jenis": "orang",
        "capaian": capaian,
        "nama": h.nama,
        "nip": h.nip,
        "golongan": h.golongan or "",
        "cpns": h.status_asn == "CPNS",
        "plt": any(line.kode == "plt" for line in lines(h.rincian)),
        "kelas": h.kelas_jabatan,
        "persen_kinerja": h.persen_kinerja,
        "persen_kehadiran": str(SERATUS - Decimal(h.persen_potongan_kehadiran)),
        "persen_penilaian": _share(capaian, h.pagu),
        "persen_pph": tax_rate(h),
    }


def _share(capaian: int, pagu: int) -> str | None:
    """Percent of the pagu that was earned, two decimals; above 100 where an acting post adds to it."""
    if not pagu:
        return None
    return str((SERATUS * capaian / pagu).quantize(Decimal("0.01"), ROUND_HALF_UP))


def tax_rate(h: HasilTpp) -> str | None:
    """The percent of PPh 21 where it is simply that percent of the TPP (final), else None."""
    for line in lines(h.potongan):
        if line.kode == "pph_21" and line.persen is not None and -line.rupiah == _of(line.persen, h.tpp):
            return line.persen
    return None


def _of(persen: str, rupiah: int) -> int:
    return round_half_up(Fraction(persen) * rupiah / 100)
