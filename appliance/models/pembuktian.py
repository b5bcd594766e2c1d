"""Proving a locked month: computed again from the facts and decrees of that time, and held against today's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from appliance.models.baris import to_columns, to_rows
from appliance.models.base import dump
from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.fakta_json import pack, unpack
from appliance.models.opd import Opd
from appliance.models.penguncian import payees, seal
from appliance.models.penilaian import PEOPLE
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.peraturan import PeraturanTetap, rak
from appliance.rules.peraturan import EntriTiadaAda, Rak
from appliance.rules.tpp import TidakLengkap, hitung

COMPARED = ("rincian", "potongan")


@dataclass(frozen=True, slots=True)
class Beda:
    """One disagreement. `tetap` is what stands locked, `kini` what it would be; rupiah, or None for nothing."""

    nip: str
    nama: str
    apa: str
    tetap: int | None = None
    kini: int | None = None


def closings(bulan: str) -> list[Penutupan]:
    """The closings in force of a month, by office."""
    there = (Penutupan.bulan == bulan) & Penutupan.dibuka.is_null()
    return list(Penutupan.select(Penutupan, Opd).join(Opd).where(there).order_by(Opd.kode))


def prove(closing: Penutupan) -> Iterator[Beda]:
    """What of a closing is not what its own facts and decrees give; nothing when every rupiah is the same."""
    try:
        shelf = rak(closing.peraturan)
    except PeraturanTetap as broken:
        yield Beda("", "", str(broken))
        return
    stored: Any = HasilTpp.select().where(HasilTpp.penutupan == closing).order_by(HasilTpp.id)
    rows: list[dict[str, Any]] = list(stored.dicts())
    if seal(closing.bulan, closing.opd.kode, closing.peraturan, rows) != closing.hash:
        yield Beda("", "", "segel finalisasi tidak cocok: ada isi yang berubah sejak dikunci")
    if (len(rows), sum(r["tpp"] for r in rows), sum(r["bersih"] for r in rows)) != (
        closing.orang,
        closing.tpp,
        closing.bersih,
    ):
        yield Beda(
            "", "", "jumlah finalisasi tidak sama dengan jumlah barisnya", closing.tpp, sum(r["tpp"] for r in rows)
        )
    for row in rows:
        yield from _prove_person(row, shelf)


def _prove_person(row: dict[str, Any], shelf: Rak) -> Iterator[Beda]:
    try:
        hasil = hitung(unpack(row["fakta"]), shelf)
    except (TidakLengkap, EntriTiadaAda, ValueError) as reason:
        yield Beda(row["nip"], row["nama"], f"tidak dapat dihitung lagi: {reason}", row["tpp"])
        return
    now = {**to_columns(hasil), "rincian": to_rows(hasil.rincian), "potongan": to_rows(hasil.potongan)}
    different = [name for name, value in now.items() if dump(row[name]) != dump(value)]
    if different:
        yield Beda(row["nip"], row["nama"], "berbeda: " + ", ".join(different), row["tpp"], hasil.tpp)


def later_changes(closing: Penutupan) -> Iterator[Beda]:
    """What the month would be with the facts and decrees of today: it stays as locked, and is listed."""
    rows: Any = HasilTpp.select().where(HasilTpp.penutupan == closing).order_by(HasilTpp.id).dicts()
    locked = {row["pegawai"]: row for row in rows}
    shelf = rak()
    paid = set(payees(closing.bulan).get(closing.opd.id, ()))
    people = sorted(paid | set(locked))
    for start in range(0, len(people), PEOPLE):
        facts = FaktaBulan(people[start : start + PEOPLE], closing.bulan)
        for person in people[start : start + PEOPLE]:
            yield from _changed(locked.get(person), facts, person, shelf, belongs=person in paid)


def _changed(
    row: dict[str, Any] | None, facts: FaktaBulan, person: int, shelf: Rak, *, belongs: bool
) -> Iterator[Beda]:
    if row is None:
        return  # left out, and said so on the papers
    if not belongs:
        yield Beda(row["nip"], row["nama"], "kini dibayar unit kerja lain atau tidak bertugas", row["tpp"], 0)
        return
    month = facts.of(person, shelf)
    try:
        hasil = hitung(month, shelf)
    except (TidakLengkap, EntriTiadaAda) as reason:
        yield Beda(row["nip"], row["nama"], f"kini tidak lengkap: {reason}", row["tpp"])
        return
    if hasil.tpp != row["tpp"]:
        yield Beda(row["nip"], row["nama"], "TPP menurut fakta dan peraturan kini", row["tpp"], hasil.tpp)
    elif hasil.bersih != row["bersih"]:
        net = f"TPP sama, bersih dari Rp {row['bersih']} menjadi Rp {hasil.bersih}"
        yield Beda(row["nip"], row["nama"], net, row["tpp"], hasil.tpp)
    elif pack(month) != bytes(row["fakta"]):
        yield Beda(row["nip"], row["nama"], "fakta berubah, rupiah tetap", row["tpp"], hasil.tpp)
