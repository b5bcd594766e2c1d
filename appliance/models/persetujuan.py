"""A superior decides on reports: approves them or sends them back with a note; each time a row with who and when.

Whose reports a person may decide is asked of `persetujuan_antrean.decidable` before; here is only what may still be
decided. Nothing is approved that was not seen: a report that changed since the page was opened is left as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from appliance.models.base import db
from appliance.models.jejak import Pelaku, Perubahan, record
from appliance.models.laporan import Laporan, Persetujuan
from appliance.models.pegawai import Pegawai
from appliance.models.penutupan import HasilTpp, Penutupan
from appliance.models.peraturan import rak
from appliance.models.persetujuan_batas import cut_off
from appliance.models.refused import Refused
from appliance.models.tandai import mark_months
from appliance.rules import bulan as months

SETUJU, KEMBALI, TUNGGU = "disetujui", "dikembalikan", "menunggu"
LONGEST = 500  # characters of a note


class Putusan(NamedTuple):
    """What came of approving: how many were, how many had been decided before, how many changed meanwhile."""

    disetujui: int
    sudah: int
    berubah: int


def stamp(row: Laporan) -> str:
    """A short sign of what a report says; another one means that it was written anew."""
    said = [row.tanggal, row.mulai, row.selesai, row.uraian, row.butir_skp, row.volume, row.dikirim]
    return hashlib.sha256("\x1f".join(map(str, said)).encode()).hexdigest()[:10]


def approve(seen: Mapping[int, str], pelaku: Pelaku) -> Putusan:
    """Approve reports that wait; `seen` gives for each the stamp that was on the page. A second time changes nothing.

    Raises Refused when the month of one of them is closed for decisions.
    """
    with db.atomic():
        rows = _read(seen)
        refuse_closed(rows, pelaku.kapan.date())
        waiting = [row for row in rows if row.status == TUNGGU]
        fresh = [row for row in waiting if stamp(row) == seen[row.id]]
        _decide(fresh, SETUJU, "", pelaku)
    return Putusan(len(fresh), len(rows) - len(waiting), len(waiting) - len(fresh))


def send_back(laporan_id: int, seen: str, catatan: str, pelaku: Pelaku) -> bool:
    """Return a report with a note; False when it is returned already. One that a superior approved may be, too.

    Raises Refused: no note or one too long, a report that changed, a month that is closed for decisions.
    """
    if not catatan.strip():
        raise Refused({"catatan": "Tulis apa yang perlu diperbaiki, supaya yang menulis tahu."})
    if len(catatan) > LONGEST:
        raise Refused({"catatan": f"Catatan paling panjang {LONGEST} huruf; ini {len(catatan)}."})
    with db.atomic():
        rows = _read([laporan_id])
        refuse_closed(rows, pelaku.kapan.date())
        if rows[0].status == KEMBALI:
            return False
        if stamp(rows[0]) != seen:
            raise Refused({"": "Laporan ini ditulis ulang sejak Anda membukanya. Baca lagi, lalu putuskan."})
        _decide(rows, KEMBALI, catatan.strip(), pelaku)
    return True


def refuse_closed(rows: Iterable[Laporan], today: date) -> None:
    """Raises Refused when reports of one of these months can no longer be decided: past its cut-off, or locked."""
    shelf = rak()
    for bulan in sorted({months.of(row.tanggal) for row in rows}):
        limit = cut_off(bulan, shelf)
        if limit is not None and today > limit:
            entry = shelf.entri("laporan.tutup_tanggal", months.last(bulan))
            basis = entry.dasar
            raise Refused({"": f"Laporan {bulan} hanya dapat dinilai sampai {limit:%d-%m-%Y} ({basis})."})
        people = sorted({row.pegawai.id for row in rows if months.of(row.tanggal) == bulan})
        own = HasilTpp.pegawai.in_(people) & (HasilTpp.bulan == bulan) & Penutupan.dibuka.is_null()
        if HasilTpp.select().join(Penutupan).where(own).exists():
            raise Refused({"": f"{bulan} sudah dikunci; laporannya tidak dapat dinilai lagi."})


def _read(ids: Iterable[int]) -> list[Laporan]:
    chosen: Any = Laporan.select(Laporan, Pegawai).join(Pegawai).where(Laporan.id.in_(sorted(ids)))
    return list(chosen.order_by(Laporan.id))


def _decide(rows: Sequence[Laporan], putusan: str, catatan: str, pelaku: Pelaku) -> None:
    """The decisions, the state that follows from them, the months to compute again and the trail: together."""
    if not rows:
        return
    made = [
        {"laporan": row.id, "putusan": putusan, "pemutus": pelaku.pengguna_id, "kapan": pelaku.kapan,
         "catatan": catatan}
        for row in rows
    ]  # fmt: skip
    Persetujuan.insert_many(made).execute()
    Laporan.update(status=putusan).where(Laporan.id.in_([row.id for row in rows])).execute()
    for person, bulan in sorted({(row.pegawai.id, months.of(row.tanggal)) for row in rows}):
        mark_months([person], bulan, bulan)
    record(pelaku, [_change(row, putusan, catatan) for row in rows])


def _change(row: Laporan, putusan: str, catatan: str) -> Perubahan:
    key = f"{row.pegawai.nip}/{row.tanggal.isoformat()} {row.mulai:%H:%M}"
    after = {"status": putusan, "isi": stamp(row)} | ({"catatan": catatan} if catatan else {})
    return Perubahan("setujui" if putusan == SETUJU else "kembalikan", "laporan", key, {"status": row.status}, after)
