"""Locking a month, office by office: computed and frozen in one transaction each, so that a power cut leaves no half.

An office is locked with everybody whom it pays: those whose last day of service in the month was there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from appliance.models.baris import AMOUNTS, to_columns, to_rows
from appliance.models.base import db, dump
from appliance.models.fakta_bulan import FaktaBulan
from appliance.models.fakta_json import pack
from appliance.models.hari_kerja import DirtyDay, DirtyMonth
from appliance.models.jam import refuse_doubtful
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.opd import Opd
from appliance.models.pegawai import Pegawai
from appliance.models.penempatan import Penempatan
from appliance.models.penghitungan import bring_up_to_date, open_people
from appliance.models.penilaian import PEOPLE
from appliance.models.penutupan import HasilTpp, Penutupan, current
from appliance.models.peraturan import fingerprint, in_force, rak
from appliance.models.persetujuan_aturan import approve_undecided, cut_off
from appliance.models.skp_aturan import agree_overdue
from appliance.rules import bulan as months
from appliance.rules.peraturan import Rak
from appliance.rules.tpp import Hasil, TidakLengkap, hitung


@dataclass(slots=True)
class Kunci:
    """What came of locking one office. `tak_lengkap` pairs each person who cannot be locked with the reasons."""

    opd: Opd
    keadaan: str  # dikunci, sudah_dikunci, ditolak, kosong
    orang: int = 0
    tpp: int = 0
    tak_lengkap: list[tuple[Pegawai, list[str]]] = field(default_factory=list)
    kurang_data: bool = False  # the office's data don't reach the month's last day


class BelumBoleh(ValueError):
    """The month cannot be locked yet; the message says until when, in Indonesian."""


def paying_offices(bulan: str) -> list[Opd]:
    """The offices that pay somebody in a month, by kode."""
    return list(Opd.select().where(Opd.id.in_(sorted(payees(bulan)))).order_by(Opd.kode))


def refuse_early(bulan: str, shelf: Rak, today: date) -> None:
    """Raises BelumBoleh while the month runs, or while its reports may still be written."""
    if today <= months.last(bulan):
        raise BelumBoleh(f"{bulan} belum berakhir; dapat dikunci sesudah {months.last(bulan).isoformat()}")
    limit = cut_off(bulan, shelf)
    if limit is not None and today <= limit:
        raise BelumBoleh(f"laporan {bulan} masih boleh ditulis sampai {limit.isoformat()}; dapat dikunci sesudahnya")


def payees(bulan: str) -> dict[int, list[int]]:
    """People by the office that pays them: the one of their last placed day in the month."""
    first, last = months.first(bulan), months.last(bulan)
    rows: Any = (
        Penempatan.select(Penempatan.pegawai, Penempatan.opd)
        .where((Penempatan.mulai <= last) & (Penempatan.sampai >= first))
        .order_by(Penempatan.mulai)
        .tuples()
    )
    by_office: dict[int, list[int]] = {}
    for person, opd in sorted(dict(rows).items()):
        by_office.setdefault(opd, []).append(person)
    return by_office


def lock_offices(
    bulan: str,
    offices: Sequence[Opd],
    pelaku: Pelaku,
    *,
    allow_incomplete: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Kunci]:
    """Lock each office's month; what is locked already stays. A second call goes on where the first was cut off.

    Reports and targets nobody decided are approved by rule first. Raises BelumBoleh before the month can be locked,
    JamRagu while the box's clock is in doubt, and EntriTiadaAda when no decree gives what the computation needs.
    """
    refuse_doubtful()
    decrees, shelf = in_force(), rak()
    refuse_early(bulan, shelf, pelaku.kapan.date())
    approve_undecided(bulan, shelf, pelaku)
    agree_overdue(shelf, pelaku)
    paid = payees(bulan)
    for start in range(0, len(everybody := sorted(p for o in offices for p in paid.get(o.id, ()))), PEOPLE):
        open_people(everybody[start : start + PEOPLE], bulan, shelf)
    outcome = []
    for done, opd in enumerate(offices):
        progress(done, len(offices))
        outcome.append(lock_office(opd, bulan, paid.get(opd.id, []), (decrees, shelf), pelaku, allow_incomplete))
    progress(len(offices), len(offices))
    return outcome


def lock_office(
    opd: Opd, bulan: str, people: Sequence[int], law: tuple[Sequence[Any], Rak], pelaku: Pelaku, allow: str
) -> Kunci:
    """Lock one office's month, or say why not. A fact that changes meanwhile makes it compute again."""
    if current(bulan, opd.id) is not None:
        return Kunci(opd, "sudah_dikunci")
    if not people:
        return Kunci(opd, "kosong")
    while True:
        bring_up_to_date(law[1], pelaku.kapan)
        results, missing = _compute(people, bulan, law[1])
        short = not reaches(opd, bulan)
        if (missing or short) and not allow:
            return Kunci(opd, "ditolak", tak_lengkap=missing, kurang_data=short)
        with db.atomic():
            if current(bulan, opd.id) is not None:
                return Kunci(opd, "sudah_dikunci")
            if not _marked(people, bulan):
                closing = _freeze(opd, bulan, results, missing, (law[0], pelaku, allow))
                return Kunci(opd, "dikunci", closing.orang, closing.tpp, missing)


def reaches(opd: Opd, bulan: str) -> bool:
    """Whether the office's data cover the month to its last day."""
    until: date | None = Opd.select(Opd.data_sampai).where(Opd.id == opd.id).scalar()
    return until is not None and until >= months.last(bulan)


def _compute(
    people: Sequence[int], bulan: str, shelf: Rak
) -> tuple[list[tuple[int, Hasil, bytes]], list[tuple[Pegawai, list[str]]]]:
    results: list[tuple[int, Hasil, bytes]] = []
    missing: list[tuple[int, list[str]]] = []
    for start in range(0, len(people), PEOPLE):
        part = people[start : start + PEOPLE]
        facts = FaktaBulan(part, bulan)
        for person in part:
            month = facts.of(person, shelf)
            try:
                results.append((person, hitung(month, shelf), pack(month)))
            except TidakLengkap as reason:
                missing.append((person, reason.alasan))
    names = {p.id: p for p in Pegawai.select().where(Pegawai.id.in_([who for who, _ in missing]))}
    return results, [(names[who], reasons) for who, reasons in missing]


def _marked(people: Sequence[int], bulan: str) -> bool:
    """Whether a fact of these people changed since it was read."""
    first, last = months.first(bulan), months.last(bulan)
    for start in range(0, len(people), PEOPLE):
        part = people[start : start + PEOPLE]
        days = DirtyDay.pegawai.in_(part) & DirtyDay.tanggal.between(first, last)
        if DirtyDay.select().where(days).exists():
            return True
        if DirtyMonth.select().where(DirtyMonth.pegawai.in_(part) & (DirtyMonth.bulan == bulan)).exists():
            return True
    return False


def _freeze(
    opd: Opd,
    bulan: str,
    results: Sequence[tuple[int, Hasil, bytes]],
    missing: Sequence[tuple[Pegawai, list[str]]],
    act: tuple[Sequence[Any], Pelaku, str],
) -> Penutupan:
    decrees, pelaku, allow = act
    laws = fingerprint(decrees)
    rows = [_result_row(bulan, *one) for one in results]
    for row, person in zip(rows, _printed(bulan, [who for who, _, _ in results]), strict=True):
        row |= person
    earlier = Penutupan.select().where((Penutupan.bulan == bulan) & (Penutupan.opd == opd)).count()
    tanpa = [{"nip": p.nip, "nama": p.nama, "alasan": reasons} for p, reasons in missing]
    closing = Penutupan.create(
        bulan=bulan, opd=opd, versi=earlier + 1, kapan=pelaku.kapan, oleh=pelaku.pengguna_id, pelaku=pelaku.nama,
        peraturan=laws, hash_peraturan=digest(laws), hash_fakta=facts_hash(rows),
        hash=seal(bulan, opd.kode, laws, rows),
        orang=len(rows), tpp=sum(row["tpp"] for row in rows), bersih=sum(row["bersih"] for row in rows),
        alasan_tak_lengkap=allow if missing else "", tanpa=tanpa,
    )  # fmt: skip
    names = list(rows[0]) if rows else []
    fields = [HasilTpp.penutupan, *(getattr(HasilTpp, name) for name in names)]
    for start in range(0, len(rows), 200):
        values = [(closing.id, *(row[name] for name in names)) for row in rows[start : start + 200]]
        HasilTpp.insert_many(values, fields=fields).execute()
    after = {"versi": closing.versi, "hash": closing.hash, "orang": closing.orang, "tpp": closing.tpp, "tanpa": tanpa}
    record(pelaku, [Perubahan("kunci", "penutupan", f"{bulan} {opd.kode}", None, after)])
    return closing


def _result_row(bulan: str, person: int, hasil: Hasil, blob: bytes) -> dict[str, Any]:
    return {
        "pegawai": person, "bulan": bulan, "golongan": hasil.golongan, "status_asn": hasil.status_asn,
        "kelas_jabatan": hasil.kelas_jabatan or 0, **to_columns(hasil), "rincian": to_rows(hasil.rincian),
        "potongan": to_rows(hasil.potongan), "fakta": blob,
    }  # fmt: skip


def _printed(bulan: str, people: Sequence[int]) -> list[dict[str, Any]]:
    """What papers print of each person, as it stands now."""
    last = months.last(bulan)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(people), PEOPLE):
        p, w = Pegawai, Penempatan
        rows: Any = (
            w.select(p.id, p.nip, p.nama, p.bank, p.rekening, p.npwp, w.jabatan)
            .join(p)
            .where(w.pegawai.in_(people[start : start + PEOPLE]) & (w.mulai <= last))
            .order_by(w.mulai)
            .tuples()
        )
        names = ("nip", "nama", "bank", "rekening", "npwp", "jabatan")
        found |= {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    return [found[person] for person in people]


def digest(value: Any) -> str:
    return hashlib.sha256(dump(value).encode()).hexdigest()


def facts_hash(rows: Sequence[dict[str, Any]]) -> str:
    return digest(sorted([row["nip"], hashlib.sha256(bytes(row["fakta"])).hexdigest()] for row in rows))


SEALED = ("nip", "nama", "golongan", "status_asn", "kelas_jabatan", "persen_kinerja", "persen_potongan_kehadiran",
          *AMOUNTS, "rekening", "rincian", "potongan")  # fmt: skip


def seal(bulan: str, kode: str, laws: Sequence[Sequence[str]], rows: Sequence[dict[str, Any]]) -> str:
    """One hash over the decrees, the facts and every figure of a locked office."""
    people = sorted(([row[name] for name in SEALED] for row in rows), key=lambda r: str(r[0]))
    return digest([bulan, kode, laws, facts_hash(rows), people])
